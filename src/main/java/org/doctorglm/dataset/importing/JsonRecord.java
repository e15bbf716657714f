package org.doctorglm.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.jspecify.annotations.Nullable;

/// How a dialogue lies in a JSON record; each constant is one published layout.
enum JsonRecord implements Layout {
    /// `{instruction, input, output}`, also with `history`, with lists, and with `<user>: … <bot>: …` inside.
    ALPACA {
        @Override
        boolean fits(JsonNode node) {
            return node.has("instruction") && node.has("output");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            Rounds rounds = new Rounds();
            for (JsonNode past : node.path("history")) {
                rounds.patient(text(past, 0));
                rounds.doctor(text(past, 1));
            }
            String instruction = text(node, "instruction");
            String input = optional(node, "input");
            String question = input.isBlank() ? instruction : ROLE.matcher(instruction).find() ? input : instruction + "\n" + input;
            if (USER.matcher(question).find()) {
                tagged(rounds, question);
            } else {
                rounds.patient(question);
            }
            return ended(rounds, question, text(node, "output"), optional(node, node.has("department") ? "department" : "cate1"));
        }
    },
    /// `{en_instruction, …, zh_instruction, zh_input, zh_output}`: the Chinese half.
    ALPACA_ZH {
        @Override
        boolean fits(JsonNode node) {
            return node.has("zh_instruction") && node.has("zh_output");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            String input = optional(node, "zh_input");
            String question = text(node, "zh_instruction") + (input.isBlank() ? "" : "\n" + input);
            return Rounds.single("", question, text(node, "zh_output"));
        }
    },
    /// `{input, answer_icliniq, …}`: the doctor's answer, not those of networks.
    ICLINIQ {
        @Override
        boolean fits(JsonNode node) {
            return node.has("input") && node.has("answer_icliniq");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            return Rounds.single("", text(node, "input"), text(node, "answer_icliniq"));
        }
    },
    /// `{context: "问题：…\n回答: ", target}`.
    MED_CHATGLM {
        @Override
        boolean fits(JsonNode node) {
            return node.has("context") && node.has("target");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            String question = ANSWER_MARK.matcher(QUESTION_MARK.matcher(text(node, "context")).replaceFirst("")).replaceFirst("");
            return Rounds.single("", question, text(node, "target"));
        }
    },
    /// `{conversations: [{from, value}]}`.
    SHAREGPT {
        @Override
        boolean fits(JsonNode node) {
            return node.path("conversations").path(0).has("value");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            return said(node.path("conversations"), "from", "value", Set.of("human", "user"), Set.of("gpt", "assistant", "bot"), optional(node, "department"));
        }
    },
    /// `[{role: client, content, annotation}, …]`: a dialogue a file.
    SMILECHAT {
        @Override
        boolean fits(JsonNode node) {
            return node.has("role") && node.has("content");
        }

        @Override
        boolean whole() {
            return true;
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            return said(node, "role", "content", Set.of("client", "user", "patient"), Set.of("counselor", "assistant", "doctor"), "");
        }
    },
    /// `{dialogue-content: [{speaker, sentence, label}]}`.
    CMDD {
        @Override
        boolean fits(JsonNode node) {
            return node.has("dialogue-content");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            return said(node.path("dialogue-content"), "speaker", "sentence", Set.of("患者", "病人"), Set.of("医生"), "");
        }
    },
    /// `[{utterances: […], label}, …]`: windows that move on by one utterance; the last of each is the new one.
    MIE {
        @Override
        boolean fits(JsonNode node) {
            return node.path(0).has("utterances");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            Rounds rounds = new Rounds();
            for (JsonNode window : node) {
                JsonNode utterances = window.path("utterances");
                String last = utterances.path(utterances.size() - 1).asText("");
                if (!last.isBlank()) {
                    rounds.spoken(last);
                }
            }
            return rounds.conversation("");
        }
    },
    /// `["病人：…", "医生：…"]`, `{Turn, Id, Dialogue: […]}` or `{description, utterances: ["patient: …"]}`.
    MEDDIALOG_JSON {
        @Override
        boolean fits(JsonNode node) {
            return node.path("Dialogue").isArray() || node.path("utterances").isArray() || node.isArray() && node.path(0).isTextual()
                    && node.path(0).asText().matches("(?s)\\s*(病人|医生|患者)\\s*[：:].*");
        }

        @Override
        Conversation conversation(JsonNode node) throws RefusedRecord {
            Rounds rounds = new Rounds();
            JsonNode said = node.isArray() ? node : node.has("Dialogue") ? node.path("Dialogue") : node.path("utterances");
            for (JsonNode one : said) {
                rounds.spoken(one.asText(""));
            }
            return rounds.conversation("");
        }
    };

    /// A part that is played, not a question.
    private static final Pattern ROLE = Pattern.compile("^(If you are a doctor|如果您是医生|如果你是医生|现在你是一个|你是一[个名位].{0,20}医生|You are a )", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER = Pattern.compile("<user>\\s*[:：]");
    private static final Pattern TAG = Pattern.compile("<(user|bot)>\\s*[:：]");
    private static final Pattern QUESTION_MARK = Pattern.compile("^\\s*问题\\s*[：:]\\s*");
    private static final Pattern ANSWER_MARK = Pattern.compile("\\s*回答\\s*[：:]\\s*$");

    /// Whether a record is of this layout.
    abstract boolean fits(JsonNode node);

    abstract Conversation conversation(JsonNode node) throws RefusedRecord;

    /// Whether the outermost array is one dialogue.
    boolean whole() {
        return false;
    }

    /// @return null when no layout fits
    static @Nullable JsonRecord of(JsonNode node) {
        for (JsonRecord layout : values()) {
            if (layout.fits(node)) {
                return layout;
            }
        }
        return null;
    }

    @Override
    public void read(ImportedFile file, Records records) throws IOException {
        new JsonRecords(file).read(whole(), records, (line, node) -> {
            records.take(line, conversation(node));
            return true;
        });
    }

    private static void tagged(Rounds rounds, String text) {
        var matcher = TAG.matcher(text);
        int from = -1;
        boolean user = false;
        while (true) {
            boolean found = matcher.find();
            if (from >= 0) {
                String said = text.substring(from, found ? matcher.start() : text.length());
                if (user) {
                    rounds.patient(said);
                } else {
                    rounds.doctor(said);
                }
            }
            if (!found) {
                return;
            }
            from = matcher.end();
            user = matcher.group(1).equals("user");
        }
    }

    /// The last question of a record must have its answer, whatever rounds came before.
    private static Conversation ended(Rounds rounds, String question, String answer, String department) throws RefusedRecord {
        if (question.isBlank()) {
            throw new RefusedRecord(Reason.NO_QUESTION, "");
        }
        if (answer.isBlank()) {
            throw new RefusedRecord(Reason.NO_ANSWER, "");
        }
        rounds.doctor(answer);
        return rounds.conversation(department);
    }

    private static Conversation said(JsonNode all, String speaker, String text, Set<String> asking, Set<String> answering, String department)
            throws RefusedRecord {
        Rounds rounds = new Rounds();
        for (JsonNode one : all) {
            String who = text(one, speaker);
            if (asking.contains(who)) {
                rounds.patient(text(one, text));
            } else if (answering.contains(who)) {
                rounds.doctor(text(one, text));
            } else if (!who.equals("system")) {
                throw new RefusedRecord(Reason.MISSING_FIELD, speaker + " = " + who.substring(0, Math.min(40, who.length())));
            }
        }
        return rounds.conversation(department);
    }

    /// A text, or the first of a list of texts: the others say the same in other words.
    private static String text(JsonNode node, String field) throws RefusedRecord {
        JsonNode value = node.path(field);
        JsonNode first = value.isArray() ? value.path(0) : value;
        first = first.isArray() ? first.path(0) : first;
        if (!first.isTextual()) {
            throw new RefusedRecord(Reason.MISSING_FIELD, field);
        }
        return first.asText();
    }

    private static String text(JsonNode node, int index) throws RefusedRecord {
        if (!node.path(index).isTextual()) {
            throw new RefusedRecord(Reason.MISSING_FIELD, "history");
        }
        return node.path(index).asText();
    }

    private static String optional(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
