package org.doctorglm.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.fake.MemoryEntries;
import org.doctorglm.knowledge.LibraryEntry.Origin;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryEditorTest {
    private static final String TONSILLITIS = "acute-tonsillitis";
    private static final Clock NOVEMBER = Clock.fixed(Instant.parse("2026-12-01T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path temp;

    private final MemoryEntries changes = new MemoryEntries();
    private DiseaseLibrary library;
    private LibraryEditor editor;

    @BeforeEach
    void open() throws IOException {
        library = reopened();
        editor = new LibraryEditor(library, changes, NOVEMBER);
    }

    @AfterEach
    void close() throws IOException {
        library.close();
    }

    @Test
    void an_edit_is_found_at_once_by_dictionary_and_full_text_and_what_was_taken_out_is_not() throws Exception {
        Disease changed = EntryDraft.of(entry(TONSILLITIS).disease()).with(EntryField.ALIASES, "嗓子眼发炎症")
                .with(EntryField.LAY, "喉中雷鸣如鼓").disease();
        editor.save(changed, "王医生");
        assertThat(library.search("嗓子眼发炎症怎么办", 3).ranked().getFirst().disease().id()).isEqualTo(TONSILLITIS);
        assertThat(library.search("喉中雷鸣如鼓", 3).ranked().getFirst().disease().id()).isEqualTo(TONSILLITIS);
        assertThat(library.find("化脓性扁桃体炎")).as("an alias that was taken out").isEmpty();
        assertThat(library.keywords("化脓性扁桃体炎")).noneMatch(word -> word.text().equals("化脓性扁桃体炎") && word.term().equals("急性扁桃体炎"));
        assertThat(entry(TONSILLITIS).disease().edition()).isEqualTo("2026-12");
        assertThat(entry(TONSILLITIS).edited()).isTrue();
    }

    @Test
    void a_library_opened_again_answers_as_the_edited_one() throws Exception {
        editor.save(EntryDraft.of(entry(TONSILLITIS).disease()).with(EntryField.ALIASES, "嗓子眼发炎症").with(EntryField.KEY_SYMPTOMS, "咽痛\n张口困难").disease(), "王医生");
        editor.hide("hepatitis-b", true, "王医生");
        Disease own = EntryDraft.of(entry("gout").disease()).with(EntryField.NAME, "本院痛风路径").with(EntryField.ALIASES, "").with(EntryField.ENGLISH, "Local gout pathway").disease();
        String id = editor.create(own, "王医生");
        try (DiseaseLibrary again = reopened()) {
            assertThat(again.edition()).isEqualTo(library.edition());
            assertThat(again.entries()).containsExactlyElementsOf(library.entries());
            assertThat(again.find("本院痛风路径").orElseThrow().id()).isEqualTo(id);
            for (String question : List.of("嗓子眼发炎症", "孩子发烧，咽痛，张口困难", "乙肝大三阳", "本院痛风路径", "大脚趾红肿疼痛，夜里痛醒", "清晨尿频尿急")) {
                assertThat(again.keywords(question)).as(question).isEqualTo(library.keywords(question));
                assertThat(again.search(question, 5).state()).as(question).isEqualTo(library.search(question, 5).state());
                assertThat(again.search(question, 5).ranked().stream().map(e -> e.disease().id() + " " + Math.round(e.score() * 1e6)))
                        .as(question).containsExactlyElementsOf(library.search(question, 5).ranked().stream()
                                .map(e -> e.disease().id() + " " + Math.round(e.score() * 1e6)).toList());
            }
        }
    }

    @Test
    void a_restored_library_answers_as_the_untouched_one() throws Exception {
        List<String> questions = List.of("孩子高烧，扁桃体化脓", "扁桃腺发炎吃什么", "咽痛三天，吞咽痛", "acute tonsillitis");
        List<Retrieval> before = questions.stream().map(question -> library.search(question, 5)).toList();
        editor.save(EntryDraft.of(entry(TONSILLITIS).disease()).with(EntryField.NAME, "咽门炎").with(EntryField.ALIASES, "").with(EntryField.ENGLISH, "").with(EntryField.KEY_SYMPTOMS, "耳鸣").disease(), "王医生");
        editor.restore(TONSILLITIS, 0, "李医生");
        for (int i = 0; i < questions.size(); i++) {
            Retrieval now = library.search(questions.get(i), 5);
            assertThat(now.keywords()).isEqualTo(before.get(i).keywords());
            assertThat(now.state()).isEqualTo(before.get(i).state());
            assertThat(now.ranked().getFirst().disease()).isEqualTo(before.get(i).ranked().getFirst().disease());
            // The full text counts a replaced document until its segment is merged, which shifts the rarity of its words a little.
            assertThat(now.ranked().getFirst().score()).isCloseTo(before.get(i).ranked().getFirst().score(), within(0.01));
        }
    }

    @Test
    void every_step_is_kept_with_who_when_and_what_was_before() throws Exception {
        Disease shipped = entry(TONSILLITIS).disease();
        Disease first = EntryDraft.of(shipped).with(EntryField.OVERVIEW, "甲。").disease();
        editor.save(first, "王医生");
        editor.save(EntryDraft.of(first).with(EntryField.OVERVIEW, "乙。").disease(), "李医生");
        editor.restore(TONSILLITIS, 1, "王医生");
        List<EntryVersion> history = editor.history(TONSILLITIS);
        assertThat(history).extracting(EntryVersion::number).containsExactly(3, 2, 1);
        assertThat(history).extracting(EntryVersion::action).containsExactly(EntryAction.RESTORED, EntryAction.EDITED, EntryAction.EDITED);
        assertThat(history).extracting(EntryVersion::author).containsExactly("王医生", "李医生", "王医生");
        assertThat(history.getLast().before()).isEqualTo(shipped);
        assertThat(history.get(1).before().overview()).isEqualTo("甲。");
        assertThat(entry(TONSILLITIS).disease().overview()).isEqualTo("甲。");
        editor.save(entry(TONSILLITIS).disease(), "王医生");
        assertThat(editor.history(TONSILLITIS)).as("nothing changed, nothing stored").hasSize(3);
    }

    @Test
    void a_review_names_the_reviewer_and_ends_with_the_next_edit() throws Exception {
        editor.review(TONSILLITIS, true, "王医生");
        assertThat(entry(TONSILLITIS).review()).isEqualTo(new EntryReview("王医生", NOVEMBER.instant()));
        assertThat(entry(TONSILLITIS).edited()).isFalse();
        assertThat(library.find(TONSILLITIS).orElseThrow().review()).startsWith("王医生, 2026-12-0");
        editor.hide(TONSILLITIS, true, "王医生");
        editor.hide(TONSILLITIS, false, "王医生");
        assertThat(entry(TONSILLITIS).review()).as("hiding changes no word").isNotNull();
        editor.save(EntryDraft.of(entry(TONSILLITIS).disease()).with(EntryField.OVERVIEW, "甲。").disease(), "王医生");
        assertThat(entry(TONSILLITIS).review()).isNull();
        assertThat(library.find(TONSILLITIS).orElseThrow().review()).isEqualTo(Disease.NOT_REVIEWED);
    }

    @Test
    void a_hidden_entry_is_kept_but_neither_found_nor_used() throws Exception {
        int all = library.all().size();
        editor.hide(TONSILLITIS, true, "王医生");
        assertThat(library.all()).hasSize(all - 1);
        assertThat(library.entries()).hasSize(all);
        assertThat(library.find("急性扁桃体炎")).isEmpty();
        assertThat(library.search("急性扁桃体炎", 10).ranked()).noneMatch(e -> e.disease().id().equals(TONSILLITIS));
        editor.hide(TONSILLITIS, false, "王医生");
        assertThat(library.search("急性扁桃体炎", 3).ranked().getFirst().disease().id()).isEqualTo(TONSILLITIS);
    }

    @Test
    void own_entries_can_be_deleted_and_those_of_files_cannot() throws Exception {
        String id = editor.create(EntryDraft.of(entry("gout").disease()).with(EntryField.NAME, "本院痛风路径").with(EntryField.ALIASES, "").disease(), "王医生");
        assertThat(entry(id).origin()).isEqualTo(Origin.OWN);
        editor.note(id, "门诊用", "王医生");
        editor.delete(id);
        assertThat(library.entry(id)).isEmpty();
        assertThat(library.find("本院痛风路径")).isEmpty();
        assertThat(editor.note(id)).isEmpty();
        assertThatThrownBy(() -> editor.delete(TONSILLITIS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stranger_of_the_dictionary_that_becomes_an_entry_is_found_and_a_stranger_again_afterwards() throws Exception {
        assertThat(library.find("硬皮病")).isEmpty();
        List<Keyword> before = library.keywords("硬皮病");
        String id = editor.create(EntryDraft.of(entry("gout").disease()).with(EntryField.NAME, "硬皮病").with(EntryField.ALIASES, "").with(EntryField.ENGLISH, "Scleroderma").disease(), "王医生");
        assertThat(library.search("硬皮病怎么治", 3).ranked().getFirst().disease().id()).isEqualTo(id);
        editor.delete(id);
        assertThat(library.keywords("硬皮病")).isEqualTo(before);
    }

    @Test
    void what_cannot_be_stored_is_refused_field_by_field_and_nothing_changes() {
        Disease shipped = entry(TONSILLITIS).disease();
        Disease bad = EntryDraft.of(shipped).with(EntryField.NAME, " ").with(EntryField.ALIASES, "痛风\n好的名").with(EntryField.ICD10, "咽炎").with(EntryField.OVERVIEW, "x".repeat(8001)).with(EntryField.RELATED, "no-such-entry")
                .with(EntryField.URGENT, "响铃\u0007").disease();
        assertThatThrownBy(() -> editor.save(bad, "王医生")).isInstanceOfSatisfying(EntryException.class, e ->
                assertThat(e.problems()).extracting(p -> p.reason() + " " + p.field()).containsExactlyInAnyOrder("EMPTY name", "NAME_TAKEN aliases",
                        "BAD_CODE icd10", "TOO_LONG overview", "CONTROL_CHARACTER urgent", "UNKNOWN_ENTRY related"));
        assertThat(entry(TONSILLITIS).disease()).isEqualTo(shipped);
        assertThat(changes.newest()).isEmpty();
    }

    @Test
    void a_full_disk_leaves_the_entry_as_it_was() {
        changes.fill();
        Disease shipped = entry(TONSILLITIS).disease();
        assertThatThrownBy(() -> editor.save(EntryDraft.of(shipped).with(EntryField.OVERVIEW, "甲。").disease(), "王医生")).isInstanceOf(StorageException.class);
        assertThat(entry(TONSILLITIS).disease()).isEqualTo(shipped);
    }

    private LibraryEntry entry(String id) {
        return library.entry(id).orElseThrow();
    }

    private DiseaseLibrary reopened() throws IOException {
        DiseaseLibrary opened = new DiseaseLibrary(Shipped.FOLDER, Shipped.NO_FOLDER, new LuceneTextIndex(temp), changes);
        opened.build(Progress.NONE, new Cancellation());
        return opened;
    }
}
