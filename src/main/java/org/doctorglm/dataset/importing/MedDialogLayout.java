package org.doctorglm.dataset.importing;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.importing.TextLines.Line;
import org.jspecify.annotations.Nullable;

/// MedDialog's raw files, Chinese and English: blocks that begin with `id=` and have headings. The Chinese description of the illness is
/// what the patient says first, as in the authors' own processed files; the English one is only a headline.
final class MedDialogLayout implements Layout {
    static final Pattern ID = Pattern.compile("\\s*id=\\d+\\s*");
    private static final Pattern SPEAKER = Pattern.compile("\\s*(医生|病人|患者|Doctor|Patient)\\s*[：:]\\s*(.*)");
    private static final Pattern FIELD = Pattern.compile("\\s*(\\p{IsHan}{2,16}) ?[：:](.*)");
    private static final String ILLNESS = "病情描述";
    private static final String FIELDS = "疾病 病情描述 希望获得的帮助 想得到怎样的帮助 患病多久 患病时长 已就诊医院及科室 用药情况 过敏史 既往病史 怀孕情况 曾经治疗情况和效果 身高体重 职业";

    @Override
    public void read(ImportedFile file, Records records) throws IOException {
        try (TextLines lines = file.lines()) {
            Block block = null;
            for (Line line = lines.next(); line != null; line = lines.next()) {
                String text = line.text();
                if (text != null && ID.matcher(text).matches()) {
                    if (block != null) {
                        block.end(records);
                    }
                    block = new Block(line.number());
                } else if (block != null) {
                    if (text != null && block.over(text.strip())) {
                        block.end(records);
                        block = new Block(line.number());
                    }
                    block.line(text, line.reason());
                }
            }
            if (block != null) {
                block.end(records);
            }
        }
    }

    private enum Part { HEAD, FACULTY, DESCRIPTION, DIALOGUE, OTHER }

    /// One consultation as its lines come in.
    private static final class Block {
        private final long line;
        private final Rounds rounds = new Rounds();
        private final StringBuilder illness = new StringBuilder();
        private final StringBuilder said = new StringBuilder();
        private Part part = Part.HEAD;
        private String department = "";
        private String speaker = "";
        private boolean inIllness;
        private long length;
        private @Nullable Reason broken;

        Block(long line) {
            this.line = line;
        }

        void line(@Nullable String text, @Nullable Reason reason) {
            if (text == null) {
                broken = reason == null ? Reason.BAD_ENCODING : reason;
                return;
            }
            length += text.length();
            if (length > Limits.RECORD) {
                broken = Reason.TOO_LARGE;
            }
            if (broken != null || heading(text.strip())) {
                return;
            }
            switch (part) {
                case FACULTY -> faculty(text.strip());
                case DESCRIPTION -> description(text);
                case DIALOGUE -> dialogue(text);
                case HEAD, OTHER -> { }
            }
        }

        /// Some published blocks hold the consultations of several people, without an `id=` between them: a second description is another one's.
        boolean over(String text) {
            return text.equals("Description") && part != Part.HEAD && part != Part.FACULTY || text.equals("Doctor faculty") && part != Part.HEAD;
        }

        private boolean heading(String text) {
            Part next = switch (text) {
                case "Doctor faculty" -> Part.FACULTY;
                case "Description" -> Part.DESCRIPTION;
                case "Dialogue" -> Part.DIALOGUE;
                case "Diagnosis and suggestions" -> Part.OTHER;
                default -> null;
            };
            if (next == null) {
                return false;
            }
            say();
            if (part == Part.DESCRIPTION) {
                rounds.patient(illness.toString());
            }
            part = next;
            return true;
        }

        /// `hospital  department`.
        private void faculty(String text) {
            int blank = text.lastIndexOf(' ');
            if (department.isEmpty() && blank > 0) {
                department = text.substring(blank + 1);
            }
        }

        private void description(String text) {
            Matcher field = FIELD.matcher(text);
            if (field.matches() && (" " + FIELDS + " ").contains(" " + field.group(1) + " ")) {
                inIllness = field.group(1).equals(ILLNESS);
                if (inIllness) {
                    illness.append(field.group(2).strip());
                }
            } else if (inIllness) {
                illness.append('\n').append(text.strip());
            }
        }

        private void dialogue(String text) {
            Matcher matcher = SPEAKER.matcher(text);
            if (matcher.matches()) {
                say();
                speaker = matcher.group(1);
                said.append(matcher.group(2));
            } else if (!speaker.isEmpty()) {
                said.append('\n').append(text.strip());
            }
        }

        private void say() {
            if (Rounds.asking(speaker)) {
                rounds.patient(said.toString());
            } else if (!speaker.isEmpty()) {
                rounds.doctor(said.toString());
            }
            speaker = "";
            said.setLength(0);
        }

        void end(Records records) throws IOException {
            say();
            try {
                if (broken != null) {
                    throw new RefusedRecord(broken, "");
                }
                records.take(line, rounds.conversation(department));
            } catch (RefusedRecord e) {
                records.refuse(line, e);
            }
        }
    }
}
