package org.doctorglm.dataset.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.jspecify.annotations.Nullable;

/// Which columns of a table hold what.
///
/// @param title put before the question, -1 for none
/// @param department -1 for none
/// @param dialogue says which rows are rounds of one dialogue, -1 where each row is a dialogue
/// @param width of the table, 0 where rows may differ
record Columns(int question, int answer, int title, int department, int dialogue, int width) {
    /// CMD's: `department,title,ask,answer`.
    static final Columns CMD = new Columns(2, 3, 1, 0, -1, 4);
    /// What people write where there is nothing to say.
    private static final Set<String> NOTHING = Set.of("", "无", "-", "/");
    private static final String ENDS = "。？！?!，,；;…~";

    private static final Map<DialogueField, List<String>> NAMES = Map.of(
            DialogueField.QUESTION, List.of("question", "ask", "q", "input", "prompt", "query", "instruction", "问题", "提问", "问", "咨询", "主诉", "病情描述"),
            DialogueField.ANSWER, List.of("answer", "a", "output", "response", "reply", "target", "回答", "答案", "答", "回复", "医生回答", "答复"),
            DialogueField.TITLE, List.of("title", "标题"),
            DialogueField.DEPARTMENT, List.of("department", "dept", "cate1", "科室", "部门"),
            DialogueField.DIALOGUE, List.of("dialogue_id", "dialog_id", "conversation_id", "session_id", "对话编号", "会话编号"));

    /// @param chosen columns by what they hold, by name; those not chosen are found by their usual names
    /// @return null when there is no question or no answer
    /// @throws DatasetException NO_COLUMNS when a chosen column is not there
    static @Nullable Columns of(List<String> header, Map<DialogueField, String> chosen, String file) throws DatasetException {
        List<String> names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        int[] places = new int[DialogueField.values().length];
        for (DialogueField field : DialogueField.values()) {
            String wanted = chosen.get(field);
            places[field.ordinal()] = wanted == null ? usual(names, field) : names.indexOf(wanted.strip().toLowerCase(Locale.ROOT));
            if (wanted != null && places[field.ordinal()] < 0) {
                throw new DatasetException(DatasetException.Reason.NO_COLUMNS, file, shown(header));
            }
        }
        return places[0] < 0 || places[1] < 0 ? null : new Columns(places[0], places[1], places[2], places[3], places[4], 0);
    }

    /// The column that a field is found in by its usual names, empty for none.
    static Optional<String> guess(List<String> header, DialogueField field) {
        int at = usual(header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList(), field);
        return at < 0 ? Optional.empty() : Optional.of(header.get(at));
    }

    /// Which dialogue a row belongs to, empty where it is one of its own.
    String dialogue(List<String> cells) {
        return dialogue < 0 || dialogue >= cells.size() ? "" : cells.get(dialogue).strip();
    }

    private static int usual(List<String> names, DialogueField field) {
        return NAMES.getOrDefault(field, List.of()).stream().mapToInt(names::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
    }

    static String shown(List<String> header) {
        List<String> shown = new ArrayList<>(header.subList(0, Math.min(12, header.size())));
        shown.replaceAll(name -> name.substring(0, Math.min(30, name.length())));
        return String.join(", ", shown);
    }

    Conversation conversation(List<String> cells) throws RefusedRecord {
        if (width > 0 && cells.size() != width || cells.size() <= Math.max(question, answer)) {
            throw new RefusedRecord(Reason.WRONG_COLUMNS, String.valueOf(cells.size()));
        }
        String asked = cells.get(question).strip();
        String head = title < 0 || title >= cells.size() ? "" : cells.get(title).strip();
        return Rounds.single(department < 0 || department >= cells.size() ? "" : cells.get(department), joined(head, asked), cells.get(answer));
    }

    /// Title and question; often one of them is empty, says nothing, or begins with the other.
    private static String joined(String title, String asked) {
        if (NOTHING.contains(asked)) {
            return NOTHING.contains(title) ? "" : title;
        }
        if (NOTHING.contains(title) || asked.startsWith(title)) {
            return asked;
        }
        return title + (ENDS.indexOf(title.charAt(title.length() - 1)) >= 0 ? "" : "，") + asked;
    }
}
