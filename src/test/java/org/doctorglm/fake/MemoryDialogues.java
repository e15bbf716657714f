package org.doctorglm.fake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.Question;

/// A repository that forgets.
public final class MemoryDialogues implements DialogueRepository {
    private final Clock clock;
    private final Map<String, Dialogue> dialogues = new LinkedHashMap<>();
    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, String> chosen = new LinkedHashMap<>();
    private int ids;

    public MemoryDialogues(Clock clock) {
        this.clock = clock;
    }

    public synchronized String newId(String prefix) {
        return prefix + ++ids;
    }

    /// Sets the time of a consultation back, for groups and screenshots.
    public synchronized void backdate(String id, Instant when) {
        Dialogue d = dialogues.get(id);
        dialogues.put(id, new Dialogue(id, d.title(), d.subtitle(), d.answers(), when, when));
    }

    @Override
    public synchronized List<Dialogue> list() {
        return dialogues.values().stream().sorted(Comparator.comparing(Dialogue::updatedAt).reversed()).toList();
    }

    @Override
    public synchronized long answers() {
        return answers.size();
    }

    @Override
    public synchronized List<Hit> search(String words) {
        List<Hit> hits = new ArrayList<>();
        for (Dialogue dialogue : list()) {
            String all = dialogue.title() + " " + questions.values().stream().filter(q -> q.dialogueId().equals(dialogue.id())).map(Question::text)
                    .reduce("", (a, b) -> a + " " + b) + answers.values().stream().filter(a -> of(a).equals(dialogue.id())).map(Answer::text)
                    .reduce("", (a, b) -> a + " " + b);
            int at = all.indexOf(words);
            if (at >= 0) {
                hits.add(new Hit(dialogue, "…" + all.substring(Math.max(0, at - 8), Math.min(all.length(), at + 20)).strip() + "…"));
            }
        }
        return hits;
    }

    @Override
    public synchronized Dialogue create(String title) {
        Dialogue dialogue = new Dialogue(newId("d"), title, "", 0, clock.instant(), clock.instant());
        dialogues.put(dialogue.id(), dialogue);
        return dialogue;
    }

    @Override
    public synchronized void rename(String id, String title) {
        Dialogue d = dialogues.get(id);
        dialogues.put(id, new Dialogue(id, title, d.subtitle(), d.answers(), d.createdAt(), d.updatedAt()));
    }

    @Override
    public synchronized void delete(String id) {
        dialogues.remove(id);
        answers.values().removeIf(a -> of(a).equals(id));
        questions.values().removeIf(q -> q.dialogueId().equals(id));
    }

    @Override
    public synchronized Optional<DialogueTree> load(String id) {
        Dialogue dialogue = dialogues.get(id);
        if (dialogue == null) {
            return Optional.empty();
        }
        Map<String, String> here = new LinkedHashMap<>();
        chosen.forEach((key, value) -> {
            if (key.startsWith(id + "/")) {
                here.put(key.substring(id.length() + 1), value);
            }
        });
        return Optional.of(new DialogueTree(dialogue, questions.values().stream().filter(q -> q.dialogueId().equals(id)).toList(),
                answers.values().stream().filter(a -> of(a).equals(id)).toList(), here));
    }

    @Override
    public synchronized void add(Question question) {
        questions.put(question.id(), question);
        choose(question.dialogueId(), question.parentAnswerId() == null ? DialogueTree.ROOT : question.parentAnswerId(), question.id());
        touch(question.dialogueId());
    }

    @Override
    public synchronized void begin(Answer answer) {
        answers.put(answer.id(), answer);
        choose(of(answer), answer.questionId(), answer.id());
        touch(of(answer));
    }

    @Override
    public synchronized void progress(String answerId, String text) {
        Answer a = answers.get(answerId);
        answers.put(answerId, new Answer(a.id(), a.questionId(), a.version(), text, null, a.provenance(), a.timings(), a.createdAt(), null));
    }

    @Override
    public synchronized void finish(Answer answer) {
        answers.put(answer.id(), answer);
        touch(of(answer));
    }

    @Override
    public synchronized Optional<Answer> answer(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    @Override
    public synchronized Optional<Question> question(String id) {
        return Optional.ofNullable(questions.get(id));
    }

    @Override
    public synchronized void choose(String dialogueId, String parent, String child) {
        chosen.put(dialogueId + "/" + parent, child);
    }

    private String of(Answer answer) {
        Question question = questions.get(answer.questionId());
        return question == null ? "" : question.dialogueId();
    }

    private void touch(String id) {
        Dialogue d = dialogues.get(id);
        List<Answer> mine = answers.values().stream().filter(a -> of(a).equals(id)).toList();
        String subtitle = mine.isEmpty() ? "" : mine.getLast().provenance().evidence().stream().filter(CitedEvidence::used).map(CitedEvidence::disease)
                .findFirst().orElse("");
        dialogues.put(id, new Dialogue(id, d.title(), subtitle, mine.size(), d.createdAt(), clock.instant()));
    }
}
