package org.doctorglm.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// The disease library: what is in it, and which entries fit a question.
///
/// Opening reads the sources (some milliseconds for the shipped ones); [#build] then makes the full-text index ready and is
/// meant for a background thread. Searching works before that, by dictionary alone. All methods are safe on any thread; a
/// [#reload] swaps everything at once. The owner closes it. Nothing of a question is ever logged.
public final class DiseaseLibrary implements Closeable {
    private static final int TEXT_HITS = 50;

    private final Path shipped;
    private final Path imported;
    private final TextIndex index;
    private volatile Content content;

    private record Content(List<Disease> diseases, DiseaseNames names, List<Term> terms, QuestionReader reader,
                           CandidateFinder finder, RankerWeights weights, KnowledgeEdition edition, List<SkippedLine> skipped) {
    }

    /// A line of a source that could not be read when the library was opened.
    public record SkippedLine(Path file, Rejected rejected) {
    }

    /// @param shipped folder with `diseases.jsonl` and `terms.jsonl`; never written
    /// @param imported folder of imported entries; need not exist
    /// @param index full text, closed with the library; [TextIndex#NONE] for none
    /// @throws KnowledgeException when the shipped entries cannot be read
    public DiseaseLibrary(Path shipped, Path imported, TextIndex index) throws IOException {
        this.shipped = shipped;
        this.imported = imported;
        this.index = index;
        this.content = load(shipped, imported);
    }

    private static Content load(Path shipped, Path imported) throws IOException {
        Cancellation never = new Cancellation();
        LibrarySources sources = LibrarySources.of(shipped, imported);
        LibraryReader reader = new LibraryReader(sources);
        List<Disease> diseases = new ArrayList<>();
        List<SkippedLine> skipped = new ArrayList<>();
        for (Path file : sources.diseases()) {
            LibraryReader.Reading reading = reader.diseases(file, never);
            diseases.addAll(reading.diseases());
            reading.rejected().forEach(rejected -> skipped.add(new SkippedLine(file, rejected)));
        }
        List<Term> terms = new ArrayList<>();
        for (Path file : sources.terms()) {
            terms.addAll(reader.terms(file, never));
        }
        int extra = sources.diseases().size() - 1;
        KnowledgeEdition edition = new KnowledgeEdition(extra == 0 ? "shipped" : "shipped+" + extra,
                diseases.stream().map(Disease::edition).max(Comparator.naturalOrder()).orElse(""), sources.sha256(), diseases.size());
        DiseaseNames names = new DiseaseNames(diseases);
        return new Content(List.copyOf(diseases), names, List.copyOf(terms), new QuestionReader(diseases, terms),
                new CandidateFinder(diseases, terms, names), RankerWeights.of(shipped), edition, List.copyOf(skipped));
    }

    /// Reads the sources again after an import. [#build] should follow; until then the full text is that of before.
    public void reload() throws IOException {
        content = load(shipped, imported);
    }

    /// Makes the full-text index ready, reusing the one on disk while the sources are unchanged. Blocks.
    ///
    /// @param progress entries indexed, of all
    public void build(Progress progress, Cancellation cancellation) throws IOException {
        Content now = content;
        index.build(EntryText.of(now.diseases(), now.terms()), now.edition().sha256(), progress, cancellation);
    }

    /// All entries, the shipped ones first.
    public List<Disease> all() {
        return content.diseases();
    }

    /// The entry with this name, alias or id.
    public Optional<Disease> find(String nameOrAlias) {
        return content.names().find(nameOrAlias);
    }

    /// What was read and what was not.
    public KnowledgeEdition edition() {
        return content.edition();
    }

    /// Broken lines met when the sources were read, at most [LibraryReader#MAX_REJECTED] a file.
    public List<SkippedLine> skipped() {
        return content.skipped();
    }

    /// The words of a text that the dictionary knows, with what is denied.
    public List<Keyword> keywords(String text) {
        return content.reader().read(text);
    }

    /// Findings that include this one (腹痛 for 右下腹痛).
    public Set<String> wider(String finding) {
        return content.finder().wider(finding);
    }

    /// What is understood of a question, with what somebody has corrected.
    public Understanding understand(String question, Corrections corrections) {
        Content now = content;
        return Understanding.of(question, now.reader().read(question), corrections, now.reader());
    }

    /// Words of the dictionary that begin with what somebody types, short ones first: findings, then diseases.
    public List<String> terms(String beginning, int most) {
        Content now = content;
        String folded = Folding.fold(beginning.strip());
        Stream<String> findings = now.terms().stream().filter(term -> term.kind() == TermKind.SYMPTOM)
                .filter(term -> Folding.fold(term.term()).contains(folded) || term.synonyms().stream().anyMatch(folded::equals)).map(Term::term);
        Stream<String> names = now.diseases().stream().flatMap(disease -> disease.names().stream()).filter(name -> Folding.fold(name).startsWith(folded));
        return folded.isEmpty() ? List.of() : Stream.concat(findings.sorted(Comparator.comparingInt(String::length)),
                names.sorted(Comparator.comparingInt(String::length))).distinct().limit(most).toList();
    }

    /// Ranks the entries that fit a question. Only its first [QuestionReader#MAX_CODE_POINTS] code points are read.
    ///
    /// @param topK most entries returned
    public Retrieval search(String question, int topK) {
        return search(understand(question, Corrections.NONE), topK);
    }

    /// Ranks the entries that fit what was understood.
    public Retrieval search(Understanding understood, int topK) {
        return search(content, understood, topK, System.nanoTime());
    }

    /// Ranks with keywords that somebody has corrected (turned into a denial, for example).
    public Retrieval search(String question, List<Keyword> keywords, int topK) {
        return search(new Understanding(question, keywords, Patient.of(question)), topK);
    }

    private Retrieval search(Content now, Understanding understood, int topK, long start) {
        Verdict verdict = Verdict.of(candidates(now, understood), now.weights(), topK);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        return new Retrieval(verdict.state(), understood.keywords(), verdict.ranked(), milliseconds, now.edition());
    }

    private Candidates candidates(Content now, Understanding understood) {
        String question = understood.text();
        String read = question.substring(0, question.offsetByCodePoints(0,
                Math.min(QuestionReader.MAX_CODE_POINTS, question.codePointCount(0, question.length()))));
        return now.finder().find(understood.keywords(), understood.patient(), fullText(read, understood.keywords()),
                read);
    }

    /// Fits the ranker to questions whose answer is known; the library itself goes on with the weights it has.
    ///
    /// @return the content of a new `ranker.json`
    public String train(List<LabelledQuery> queries, Progress progress, Cancellation cancellation) {
        Content now = content;
        RankerTraining training = new RankerTraining();
        List<Candidates> all = new ArrayList<>();
        for (LabelledQuery query : queries) {
            cancellation.throwIfRequested();
            Candidates candidates = candidates(now, Understanding.of(query.query(), now.reader().read(query.query()), Corrections.NONE, now.reader()));
            all.add(candidates);
            training.add(candidates, query.diseases().stream().map(name -> find(name).map(Disease::id).orElse("")).collect(Collectors.toSet()));
        }
        return training.run(weights -> RankerThresholds.fit(weights, all, queries, this::find), progress, cancellation).json();
    }

    /// Full-text scores for what the question does not deny; nothing when the index fails, for the dictionary still answers.
    private Map<String, TextScores> fullText(String question, List<Keyword> keywords) {
        String denied = keywords.stream().filter(Keyword::negated).map(Keyword::text).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).map(Pattern::quote)
                .collect(Collectors.joining("|"));
        try {
            return index.search(denied.isEmpty() ? question : question.replaceAll(denied, " "), TEXT_HITS);
        } catch (IOException e) {
            return Map.of();
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
