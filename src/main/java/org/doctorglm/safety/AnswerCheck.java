package org.doctorglm.safety;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.safety.SentenceMark.Concern;
import org.doctorglm.safety.SentenceMark.Support;

/// Looks an answer over before a doctor reads it: what rests on the reference, what is an order, which medicine may be wrong, what is too
/// certain, which danger sign it passes over. Any thread; some milliseconds.
public final class AnswerCheck {
    private static final Pattern HELP = Pattern.compile("急诊|急救|120|立即就医|立刻就医|马上就医|尽快就医|尽快就诊|尽早就医|立即送医|及时就医|马上去医院|立即到医院|尽快到医院|立即前往医院|抢救");

    private final RedFlags flags;
    private final MedicineCheck medicines;
    private final StatementSupport support;
    private final Overcertainty overcertainty;
    private final DiseaseLibrary library;

    public AnswerCheck(RedFlags flags, List<Medicine> medicines, DiseaseLibrary library) {
        this.flags = flags;
        this.medicines = new MedicineCheck(medicines, library);
        this.support = new StatementSupport(library);
        this.overcertainty = new Overcertainty(library);
        this.library = library;
    }

    /// With the rules that came with the program.
    public static AnswerCheck of(Path shippedKnowledge, DiseaseLibrary library) throws IOException {
        return new AnswerCheck(SafetyFiles.redFlags(shippedKnowledge), SafetyFiles.medicines(shippedKnowledge), library);
    }

    /// The danger signs of what somebody wrote.
    public List<RedFlag> flags(String question) {
        return flags.check(question, library);
    }

    /// @param question with the earlier questions of the dialogue, one a line
    /// @param evidence the sheet in the prompt first, then the alternatives
    public AnswerMarks check(String question, String answer, DesignerState state, List<CitedEvidence> evidence) {
        Optional<CitedEvidence> sheet = evidence.stream().filter(CitedEvidence::used).findFirst();
        List<Statement> statements = sheet.map(Statement::of).orElse(List.of());
        List<Sentences.Sentence> sentences = Sentences.of(answer);
        MedicineCheck.Taker taker = medicines.taker(question);
        Optional<Overcertainty.Found> settled = state == DesignerState.CHOOSE ? overcertainty.in(sentences) : Optional.empty();
        List<SentenceMark> marks = new ArrayList<>();
        for (Sentences.Sentence sentence : sentences) {
            StatementSupport.Finding finding = sheet.map(used -> support.of(sentence.text(), used, statements))
                    .orElse(new StatementSupport.Finding(Support.NOTHING_CLAIMED, List.of()));
            List<Concern> concerns = concerns(sentence.text(), taker);
            settled.filter(found -> found.sentence().equals(sentence))
                    .ifPresent(found -> concerns.add(new Concern(Concern.Kind.OVERCERTAIN, found.diagnosis())));
            marks.add(new SentenceMark(sentence.start(), sentence.end(), finding.support(), finding.statements(), concerns));
        }
        List<RedFlag> passedOver = HELP.matcher(answer).find() ? List.of() : flags(question);
        return new AnswerMarks(marks, statements, passedOver);
    }

    private List<Concern> concerns(String sentence, MedicineCheck.Taker taker) {
        List<Concern> concerns = new ArrayList<>();
        List<Medicine> named = medicines.named(sentence);
        Prescription.dose(sentence).ifPresent(dose -> concerns.add(new Concern(Concern.Kind.DOSE, dose)));
        if (!named.isEmpty() && Prescription.orders(sentence)) {
            concerns.add(new Concern(Concern.Kind.ORDER, String.join("、", named.stream().map(Medicine::name).toList())));
        }
        for (Medicine medicine : named) {
            MedicineCheck.cautions(medicine, taker).forEach(caution ->
                    concerns.add(new Concern(Concern.Kind.MEDICINE, medicine.name(), caution.text(), caution.english())));
        }
        return concerns;
    }
}
