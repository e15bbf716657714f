package org.doctorglm.dialogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A consultation with all its branches, and which of them is on screen.
///
/// @param questions in the order in which they were asked
/// @param answers in the order in which they were begun
/// @param chosen for each answer id (or [#ROOT]) the id of the question that follows on screen, for each question id the id of the answer on screen;
///               what has no entry shows its newest child
public record DialogueTree(Dialogue dialogue, List<Question> questions, List<Answer> answers, Map<String, String> chosen) {
    /// Key of [#chosen()] for the opening question.
    public static final String ROOT = "";

    public DialogueTree {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        chosen = Map.copyOf(chosen);
    }

    /// A question and the version of its answer on screen.
    ///
    /// @param siblings branches of the question, itself included, oldest first
    /// @param versions of the answer, oldest first; empty when nothing was answered yet
    public record Round(Question question, List<Question> siblings, @Nullable Answer answer, List<Answer> versions) {
    }

    public List<Question> questionsAfter(@Nullable String answerId) {
        return questions.stream().filter(q -> java.util.Objects.equals(q.parentAnswerId(), answerId)).toList();
    }

    public List<Answer> answersTo(String questionId) {
        return answers.stream().filter(a -> a.questionId().equals(questionId)).toList();
    }

    /// The branch on screen, from the opening question to the newest answer.
    public List<Round> path() {
        List<Round> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String parent = null;
        while (true) {
            List<Question> siblings = questionsAfter(parent);
            if (siblings.isEmpty()) {
                return path;
            }
            String wanted = chosen.get(parent == null ? ROOT : parent);
            Question question = siblings.stream().filter(q -> q.id().equals(wanted)).findFirst().orElse(siblings.getLast());
            if (!seen.add(question.id())) {
                return path;
            }
            List<Answer> versions = answersTo(question.id());
            Answer answer = versions.isEmpty() ? null
                    : versions.stream().filter(a -> a.id().equals(chosen.get(question.id()))).findFirst().orElse(versions.getLast());
            path.add(new Round(question, siblings, answer, versions));
            if (answer == null) {
                return path;
            }
            parent = answer.id();
        }
    }
}
