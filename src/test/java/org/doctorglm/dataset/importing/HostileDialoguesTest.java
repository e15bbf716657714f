package org.doctorglm.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.RejectedRecord;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are broken or meant to break: each ends in a typed failure with nothing left, or in named records and the rest taken.
class HostileDialoguesTest {
    private static final String GOOD = "{\"q\":\"咳嗽怎么办\",\"a\":\"多喝水。\"}\n";

    @TempDir
    Path temp;
    private SqliteDatasetRepository sets;

    @BeforeEach
    void open() {
        sets = new SqliteDatasetRepository(temp.resolve("sets"));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("file"), text);
    }

    private Dataset imported(Path file) throws IOException {
        return new DialogueImporter(sets).run(new ImportOrder(List.of(file), DatasetDetails.named("x")), Progress.NONE, new Cancellation());
    }

    private void refused(Path file, Reason reason) throws IOException {
        assertThatThrownBy(() -> imported(file)).asInstanceOf(type(DatasetException.class)).extracting(DatasetException::reason).isEqualTo(reason);
        nothingLeft();
    }

    private void nothingLeft() throws IOException {
        assertThat(sets.list()).isEmpty();
        try (Stream<Path> left = Files.exists(temp.resolve("sets")) ? Files.list(temp.resolve("sets")) : Stream.empty()) {
            assertThat(left).isEmpty();
        }
    }

    private void named(Path file, RejectedRecord.Reason reason, long taken) throws IOException {
        assertThat(imported(file).conversations()).isEqualTo(taken);
        assertThat(sets.rejected("x")).singleElement().extracting(RejectedRecord::reason).isEqualTo(reason);
        sets.remove("x");
    }

    @Test
    void a_line_of_forty_megabytes_is_named_and_the_others_are_taken() throws IOException {
        Path file = temp.resolve("long");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
            out.write("{\"q\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] block = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 40; i++) {
                out.write(block);
            }
            out.write("\",\"a\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        }
        named(file, RejectedRecord.Reason.LINE_TOO_LONG, 2);
    }

    @Test
    void text_in_another_encoding_is_refused() throws IOException {
        refused(Files.write(temp.resolve("utf16"), GOOD.getBytes(StandardCharsets.UTF_16)), Reason.WRONG_ENCODING);
        byte[] noise = new byte[5000];
        new java.util.Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i % 50 == 49 ? '\n' : noise[i] | 0x80);
        }
        assertThatThrownBy(() -> imported(Files.write(temp.resolve("noise"), noise))).isInstanceOf(DatasetException.class);
        nothingLeft();
    }

    @Test
    void a_line_in_another_encoding_is_named() throws IOException {
        Path file = temp.resolve("mixed");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((GOOD + GOOD).getBytes(StandardCharsets.UTF_8));
            out.write(GOOD.getBytes("GB18030"));
        }
        named(file, RejectedRecord.Reason.BAD_ENCODING, 2);
    }

    @Test
    void a_quote_that_is_never_closed_spoils_its_own_line() throws IOException {
        named(file("question,answer\n甲,乙\n丙,\"丁\n戊,己\n庚,辛\n"), RejectedRecord.Reason.OPEN_QUOTE, 3);
        named(file("question,answer\n甲,乙\n" + "x,".repeat(500_000) + "y\n戊,己\n"), RejectedRecord.Reason.WRONG_COLUMNS, 2);
    }

    @Test
    void json_of_ten_thousand_levels_is_named_or_refused() throws IOException {
        String deep = "{\"q\":" + "[".repeat(10_000) + "]".repeat(10_000) + ",\"a\":\"b\"}\n";
        named(file(GOOD + deep + GOOD), RejectedRecord.Reason.TOO_DEEP, 2);
        named(file("[" + GOOD + "," + deep + "," + GOOD + "]"), RejectedRecord.Reason.TOO_DEEP, 2);
        refused(file("[" + GOOD + ",{\"q\":" + "[".repeat(3_000_000)), Reason.BROKEN);
    }

    @Test
    void an_array_that_is_cut_off_or_goes_on_after_its_end_leaves_nothing() throws IOException {
        refused(file("[" + GOOD + "," + GOOD), Reason.BROKEN);
        refused(file("[" + GOOD + "]\n[" + GOOD + "]"), Reason.BROKEN);
        refused(file("[" + GOOD + "," + "{\"q\":\"a\",}" + "]"), Reason.BROKEN);
    }

    @Test
    void workbooks_with_entities_or_bombs_are_refused() throws IOException {
        refused(archive("entity.xlsx", "xl/workbook.xml", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><workbook>&e;</workbook>", 1),
                Reason.BAD_WORKBOOK);
        refused(archive("bomb.xlsx", "xl/workbook.xml", "<workbook>" + " ".repeat(1 << 20), 120), Reason.BAD_WORKBOOK);
        refused(archive("../../none.xlsx".substring(6), "../../evil.txt", "x", 1), Reason.BAD_WORKBOOK);
        assertThat(temp.resolve("../../evil.txt")).doesNotExist();
    }

    private Path archive(String name, String entry, String text, int times) throws IOException {
        Path file = temp.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            for (int i = 0; i < times; i++) {
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            zip.closeEntry();
        }
        return file;
    }

    @Test
    void line_ends_may_be_mixed() throws IOException {
        assertThat(imported(file("question,answer\r\n甲,乙\r丙,\"丁\r\n丁\"\n戊,己")).conversations()).isEqualTo(3);
        assertThat(sets.rejected("x")).isEmpty();
    }

    @Test
    void empty_files_missing_files_and_bad_second_files_leave_nothing() throws IOException {
        refused(file(""), Reason.EMPTY);
        refused(file("question,answer\n"), Reason.EMPTY);
        refused(temp.resolve("absent"), Reason.UNREADABLE);
        Path good = Files.writeString(temp.resolve("good"), GOOD);
        Path bad = Files.writeString(temp.resolve("bad"), "[" + GOOD);
        assertThatThrownBy(() -> new DialogueImporter(sets).run(new ImportOrder(List.of(good, bad), DatasetDetails.named("x")), Progress.NONE, new Cancellation()))
                .isInstanceOf(DatasetException.class);
        nothingLeft();
    }

    @Test
    void a_request_to_stop_leaves_nothing_at_any_moment() throws IOException {
        Path file = file(GOOD.repeat(20_000));
        for (int when : new int[] {1, 3, 8, 15}) {
            Cancellation cancellation = new Cancellation();
            int[] calls = {0};
            assertThatThrownBy(() -> new DialogueImporter(sets).run(new ImportOrder(List.of(file), DatasetDetails.named("x")), (done, total) -> {
                if (++calls[0] == when) {
                    cancellation.request();
                }
            }, cancellation)).isInstanceOf(CancellationException.class);
            nothingLeft();
        }
        assertThat(imported(file).conversations()).isEqualTo(20_000);
    }

    @Test
    void what_a_killed_program_left_is_swept_away() throws IOException {
        Files.createDirectories(temp.resolve("sets"));
        Path left = Files.writeString(temp.resolve("sets/999999999_1-1-1.part"), "half");
        assertThat(sets.list()).isEmpty();
        imported(file(GOOD));
        assertThat(left).doesNotExist();
        Files.writeString(temp.resolve("sets/0123.dataset"), "no database");
        assertThat(sets.list()).hasSize(1);
    }
}
