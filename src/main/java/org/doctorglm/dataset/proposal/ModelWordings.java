package org.doctorglm.dataset.proposal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Other wordings by the local network: a question in a patient's words to the sheet's answer, and an answer in the network's words to the
/// template's question. What is empty, too long, goes round in circles, speaks of itself, asks nothing or says what the sheet does not say is
/// asked for again, a few times, and then left out: a person should not have to read it.
public final class ModelWordings {
    private static final int TRIES = 3;
    private static final int QUESTION_LONGEST = 120;
    private static final int ANSWER_LONGEST = 1_000;
    private static final int SHORTEST = 6;
    private static final int MATERIAL = 600;
    /// Least share of the answer that stands in the sheet.
    private static final double SUPPORTED = 0.5;
    /// Least share of the pairs of letters that are not said before.
    private static final double FRESH = 0.6;
    private static final Pattern ASKS = Pattern.compile("[？?]|[吗呢么]\\s*$");
    private static final Pattern BAD = Pattern.compile("(?i)人工智能|语言模型|作为一[个名]\\s*AI|抱歉|无法回答|资料[:：中里]|as an ai|language model|\\[Round|问[:：].*答[:：]", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("^(?:问题?|答案?|病人|患者|医生|改写后?)\\s*[:：]\\s*");

    private final Wording writer;

    public ModelWordings(Wording writer) {
        this.writer = writer;
    }

    /// @param proposals of the templates for this sheet, reworded one after the other
    /// @param progress proposals reworded, of all
    public List<Proposal> of(Sheet sheet, List<Proposal> proposals, Progress progress, Cancellation cancellation) throws IOException {
        List<Proposal> made = new ArrayList<>();
        int done = 0;
        for (Proposal proposal : proposals) {
            progress.at(done++, proposals.size());
            Sheet.Section section = Sheet.Section.valueOf(proposal.source().section().toUpperCase(java.util.Locale.ROOT));
            String maker = "model:" + writer.name();
            written("请把下面的问题改写成病人自己会说的话，只写改写后的问题。\n" + proposal.question(), text -> question(text, proposal.question(), sheet), cancellation)
                    .ifPresent(question -> made.add(Proposal.of(sheet, section, maker, question, proposal.answer())));
            String material = proposal.answer().substring(0, Math.min(MATERIAL, proposal.answer().length()));
            written(proposal.question() + "\n请只根据下面的内容回答。\n" + material, text -> answer(text, proposal.answer(), sheet), cancellation)
                    .ifPresent(answer -> made.add(Proposal.of(sheet, section, maker, proposal.question(), answer)));
        }
        progress.at(proposals.size(), proposals.size());
        return made;
    }

    private Optional<String> written(String request, Predicate<String> good, Cancellation cancellation) throws IOException {
        for (int seed = 1; seed <= TRIES; seed++) {
            cancellation.throwIfRequested();
            String text = LABEL.matcher(writer.write(request, seed, cancellation).strip()).replaceFirst("").strip();
            cancellation.throwIfRequested();
            if (good.test(text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static boolean question(String text, String before, Sheet sheet) {
        boolean about = text.contains(sheet.title()) || Proposal.share(text, before) >= SUPPORTED;
        return fits(text, before, QUESTION_LONGEST) && text.lines().count() == 1 && ASKS.matcher(text).find() && about;
    }

    private static boolean answer(String text, String before, Sheet sheet) {
        return fits(text, before, ANSWER_LONGEST) && Proposal.share(text, sheet.text()) >= SUPPORTED;
    }

    private static boolean fits(String text, String before, int longest) {
        return text.length() >= SHORTEST && text.length() <= longest && !text.equals(before) && !BAD.matcher(text).find() && Proposal.fresh(text) >= FRESH;
    }
}
