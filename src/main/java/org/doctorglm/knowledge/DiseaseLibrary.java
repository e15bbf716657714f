package org.doctorglm.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.jspecify.annotations.Nullable;

/// The disease library: what is in it, and which entries fit a question.
///
/// Opening reads the sources (some milliseconds for the shipped ones); [#build] then makes the full-text index ready and is
/// meant for a background thread. Searching works before that, by dictionary alone. All methods are safe on any thread; a
/// [#reload] swaps everything at once. The owner closes it. Nothing of a question is ever logged.
public final class DiseaseLibrary implements Closeable {
    private static final int TEXT_HITS = 50;
    private static final int ENCODED_AT_ONCE = 500;

    private final Path shipped;
    private final Path imported;
    private final TextIndex index;
    private final EntryRepository changes;
    private final MeaningIndex meaning;
    /// Held for the moment in which a change becomes visible in dictionary and full text at once, or both are taken for a search.
    private final Object visible = new Object();
    private volatile Content content;

    private record Content(LibraryEntries entries, List<Disease> diseases, DiseaseNames names, List<Term> terms, QuestionReader reader,
                           CandidateFinder finder, RankerWeights weights, KnowledgeEdition edition, String sources, List<SkippedLine> skipped) {
    }

    /// A line of a source that could not be read when the library was opened.
    public record SkippedLine(Path file, Rejected rejected) {
    }

    /// @param shipped folder with `diseases.jsonl` and `terms.jsonl`; never written
    /// @param imported folder of imported entries; need not exist
    /// @param index full text, closed with the library; [TextIndex#NONE] for none
    /// @throws KnowledgeException when the shipped entries cannot be read
    public DiseaseLibrary(Path shipped, Path imported, TextIndex index) throws IOException {
        this(shipped, imported, index, EntryRepository.NONE);
    }

    /// @param changes what this hospital has changed; read at opening and at each [#reload]
    public DiseaseLibrary(Path shipped, Path imported, TextIndex index, EntryRepository changes) throws IOException {
        this(shipped, imported, index, changes, MeaningIndex.NONE);
    }

    /// @param meaning of entries, by a hospital's sentence model; closed with the library
    public DiseaseLibrary(Path shipped, Path imported, TextIndex index, EntryRepository changes, MeaningIndex meaning) throws IOException {
        this.meaning = meaning;
        this.shipped = shipped;
        this.imported = imported;
        this.index = index;
        this.changes = changes;
        this.content = load();
    }

    private Content load() throws IOException {
        Cancellation never = new Cancellation();
        LibrarySources sources = LibrarySources.of(shipped, imported);
        LibraryReader reader = new LibraryReader(sources);
        List<LibraryEntry> read = new ArrayList<>();
        List<SkippedLine> skipped = new ArrayList<>();
        for (Path file : sources.diseases()) {
            LibraryReader.Reading reading = reader.diseases(file, never);
            LibraryEntry.Origin origin = file.startsWith(shipped) ? LibraryEntry.Origin.SHIPPED : LibraryEntry.Origin.IMPORTED;
            reading.diseases().forEach(disease -> read.add(LibraryEntry.of(origin, file.getFileName().toString(), disease)));
            reading.rejected().forEach(rejected -> skipped.add(new SkippedLine(file, rejected)));
        }
        List<Term> terms = new ArrayList<>();
        for (Path file : sources.terms()) {
            terms.addAll(reader.terms(file, never));
        }
        LibraryEntries entries = new LibraryEntries(read, changes.newest());
        List<Disease> diseases = entries.visible();
        int extra = sources.diseases().size() - 1;
        String name = extra == 0 ? "shipped" : "shipped+" + extra;
        String sha256 = sources.sha256();
        DiseaseNames names = new DiseaseNames(diseases);
        return new Content(entries, diseases, names, List.copyOf(terms), new QuestionReader(diseases, terms),
                new CandidateFinder(diseases, terms, names), RankerWeights.of(shipped), entries.edition(name, sha256, diseases.size()), sha256, List.copyOf(skipped));
    }

    /// Reads the sources again after an import. [#build] should follow; until then the full text is that of before.
    public synchronized void reload() throws IOException {
        content = load();
    }

    /// Makes the full-text index ready, reusing the one on disk while the sources are unchanged. Blocks; entries may be changed meanwhile.
    ///
    /// @param progress entries indexed, of all
    public void build(Progress progress, Cancellation cancellation) throws IOException {
        Content now = content;
        index.build(EntryText.of(now.entries().originals(), now.terms()), now.sources(), progress, cancellation);
        synchronized (this) {
            List<LibraryEntry> changed = content.entries().changed();
            List<Disease> shown = changed.stream().filter(entry -> !entry.hidden()).map(LibraryEntry::disease).toList();
            // Also with nothing to change: opening a large index for changes takes a moment, which the first edit need not wait for.
            index.replace(changed.stream().map(LibraryEntry::id).toList(), EntryText.of(shown, content.terms())).run();
        }
        try {
            // The vectors on disk and those of a few changed entries: all the others are made by #encode, which takes the model a while.
            meaning.build(() -> content.diseases(), now.edition().sha256(), ENCODED_AT_ONCE, Progress.NONE, cancellation);
        } catch (EncoderException e) {
            // The words answer without it; #encode says what is wrong.
        }
    }

    /// Has the sentence model read all entries that it has not read yet, where there is one. Blocks; searches and changes go on meanwhile.
    ///
    /// @param progress entries read, of all
    public void encode(Progress progress, Cancellation cancellation) throws IOException {
        meaning.build(() -> content.diseases(), content.edition().sha256(), Integer.MAX_VALUE, progress, cancellation);
    }

    /// How far the sentence model is.
    public MeaningIndex.Status meaning() {
        return meaning.status();
    }

    /// Makes a stored change visible: to every search that begins afterwards, all of it at once.
    ///
    /// @param version the newest of the entry; null for an own entry that was deleted
    synchronized void show(String id, @Nullable EntryVersion version) throws IOException {
        Content next = changed(content, id, version);
        Disease after = shown(next, id);
        Runnable textShown = index.replace(List.of(id), after == null ? List.of() : EntryText.of(List.of(after), next.terms()));
        synchronized (visible) {
            content = next;
            textShown.run();
            meaning.drop(id);
        }
        if (after != null) {
            meaning.follow(after);
        }
    }

    /// Does once what an edit does to a large library, and forgets it: the first edit need not wait for code that never ran. For a background
    /// thread, when the window is open.
    public void rehearseEdit() {
        Content now = content;
        if (!now.diseases().isEmpty()) {
            Disease entry = now.diseases().getLast();
            EntryCheck.problems(this, entry);
            changed(now, entry.id(), new EntryVersion(entry.id(), Integer.MAX_VALUE, Instant.EPOCH, "", EntryAction.EDITED, entry, entry, false, null));
        }
    }

    private static @Nullable Disease shown(Content content, String id) {
        return content.entries().find(id).filter(entry -> !entry.hidden()).map(LibraryEntry::disease).orElse(null);
    }

    private static Content changed(Content now, String id, @Nullable EntryVersion version) {
        LibraryEntries entries = now.entries().with(id, version);
        Disease before = shown(now, id);
        Disease after = entries.find(id).filter(entry -> !entry.hidden()).map(LibraryEntry::disease).orElse(null);
        List<Disease> diseases = replaced(now.diseases(), before, after, entries);
        DiseaseNames names = now.names().replaced(before, after, diseases);
        return new Content(entries, diseases, names, now.terms(), now.reader().replaced(before, after, now.names(), names),
                now.finder().replaced(before, after, names), now.weights(), entries.edition(now.edition().name(), now.sources(), diseases.size()), now.sources(), now.skipped());
    }

    private static List<Disease> replaced(List<Disease> all, @Nullable Disease before, @Nullable Disease after, LibraryEntries entries) {
        if (before == null || after == null) {
            return entries.visible();
        }
        List<Disease> next = new ArrayList<>(all);
        // By identity: equality would look into every entry of a large library.
        next.replaceAll(disease -> disease == before ? after : disease);
        return List.copyOf(next);
    }

    /// Every entry with its origin and history, hidden ones too; the shipped ones first, the hospital's own last.
    public List<LibraryEntry> entries() {
        return content.entries().all();
    }

    /// The entry with this id, also a hidden one.
    public Optional<LibraryEntry> entry(String id) {
        return content.entries().find(id);
    }

    /// All entries that are used, the shipped ones first.
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
        return search(question, topK, Ablation.NOTHING);
    }

    /// Ranks without a part of the ranking, for measurements.
    Retrieval search(String question, int topK, Ablation ablation) {
        long start = System.nanoTime();
        return reading(view -> search(view.without(ablation), Understanding.of(question, view.now().reader().read(question), Corrections.NONE,
                view.now().reader()), ablation, topK, start));
    }

    /// Ranks the entries that fit what was understood.
    public Retrieval search(Understanding understood, int topK) {
        long start = System.nanoTime();
        return reading(view -> search(view, understood, Ablation.NOTHING, topK, start));
    }

    /// Ranks with keywords that somebody has corrected (turned into a denial, for example).
    public Retrieval search(String question, List<Keyword> keywords, int topK) {
        return search(new Understanding(question, keywords, Patient.of(question)), topK);
    }

    /// Searches in dictionary and full text as they were at one moment, however many changes become visible meanwhile; neither waits for
    /// the other.
    private <T> T reading(Function<View, T> work) {
        Content now;
        TextIndex.Snapshot text;
        MeaningVectors vectors;
        synchronized (visible) {
            now = content;
            text = index.snapshot();
            vectors = meaning.snapshot();
        }
        try (text) {
            return work.apply(new View(now, text, vectors));
        }
    }

    /// The library at one moment.
    private record View(Content now, TextIndex.Snapshot text, MeaningVectors vectors) {
        View without(Ablation ablation) {
            return ablation == Ablation.ENCODER ? new View(now, text, MeaningVectors.EMPTY) : this;
        }
    }

    private Retrieval search(View view, Understanding understood, Ablation ablation, int topK, long start) {
        Content now = view.now();
        boolean encoder = view.vectors().size() > 0;
        RankerWeights weights = encoder ? meaning.weights(now.weights()) : now.weights();
        Verdict verdict = Verdict.of(candidates(view, understood), ablation.of(weights), topK);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        return new Retrieval(verdict.state(), understood.keywords(), verdict.ranked(), milliseconds,
                encoder ? now.edition().with(meaning.status().encoder()) : now.edition());
    }

    private Candidates candidates(View view, Understanding understood) {
        Content now = view.now();
        String question = understood.text();
        String read = question.substring(0, question.offsetByCodePoints(0,
                Math.min(QuestionReader.MAX_CODE_POINTS, question.codePointCount(0, question.length()))));
        String said = withoutDenied(read, understood.keywords());
        return now.finder().find(understood.keywords(), understood.patient(), fullText(view.text(), said), meaning.near(view.vectors(), said), read);
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
            Candidates candidates = reading(view -> candidates(new View(now, view.text(), view.vectors()),
                    Understanding.of(query.query(), now.reader().read(query.query()), Corrections.NONE, now.reader())));
            all.add(candidates);
            training.add(candidates, query.diseases().stream().map(name -> find(name).map(Disease::id).orElse("")).collect(Collectors.toSet()));
        }
        return training.run(weights -> RankerThresholds.fit(weights, all, queries, this::find), progress, cancellation).json();
    }

    private static String withoutDenied(String question, List<Keyword> keywords) {
        String denied = keywords.stream().filter(Keyword::negated).map(Keyword::text).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return denied.isEmpty() ? question : question.replaceAll(denied, " ");
    }

    /// Full-text scores for what the question does not deny; nothing when the index fails, for the dictionary still answers.
    private static Map<String, TextScores> fullText(TextIndex.Snapshot text, String said) {
        try {
            return text.search(said, TEXT_HITS);
        } catch (IOException e) {
            return Map.of();
        }
    }

    @Override
    public void close() throws IOException {
        meaning.close();
        index.close();
    }
}
