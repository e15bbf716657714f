package org.doctorglm.dialogue;

import java.util.List;
import java.util.Optional;

/// Where consultations are kept. Nothing is ever overwritten but an answer that is still being written.
///
/// Thread-safe; every change is on disk when the call returns.
/// All methods throw an unchecked storage exception of the implementation when the disk refuses.
public interface DialogueRepository {
    /// All consultations, the one changed last first.
    List<Dialogue> list();

    /// Consultations whose title, questions or answers hold all words of `words`; two Chinese characters suffice.
    List<Hit> search(String words);

    /// How many answers there are in all consultations, all versions of them.
    long answers();

    Dialogue create(String title);

    void rename(String dialogueId, String title);

    /// Deletes a consultation with all its branches; the freed pages are overwritten.
    void delete(String dialogueId);

    Optional<DialogueTree> load(String dialogueId);

    /// Stores a question. It becomes the branch on screen.
    void add(Question question);

    /// Stores an answer that is about to be written (finish reason null). It becomes the version on screen.
    void begin(Answer answer);

    /// Stores the text so far of an answer that is still being written.
    void progress(String answerId, String text);

    /// Stores the finished answer in the place of the one begun under the same id.
    void finish(Answer answer);

    Optional<Answer> answer(String answerId);

    Optional<Question> question(String questionId);

    /// Puts a branch or a version on screen: `parent` is an answer id, a question id or [DialogueTree#ROOT].
    void choose(String dialogueId, String parent, String child);

    /// @param excerpt the place found, about 40 characters
    record Hit(Dialogue dialogue, String excerpt) {
    }
}
