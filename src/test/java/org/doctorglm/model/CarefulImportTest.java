package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Room is looked for before anything is written, and sources that change are noticed.
class CarefulImportTest {
    @TempDir
    Path temp;
    private Path source;
    private Path adapter;
    private Path imported;

    @BeforeEach
    void makeSources() throws Exception {
        TinyModel model = TinyModel.random(2, 2, 16, 48, 600, false, 1);
        source = model.write(temp.resolve("source"));
        adapter = LoraFolder.random(model, 4, 8, 3).writeSafetensors(temp.resolve("lora"), LoraFolder.PEFT);
        imported = temp.resolve("models");
    }

    @Test
    void aDiskWithoutRoomIsNamedBeforeAnythingIsWritten() {
        assertRefused(new Workplace() {
            @Override
            public long freeDisk(Path folder) {
                return 1000;
            }
        }, Reason.DISK_FULL, "/1000");
    }

    @Test
    void aMachineWithoutMemoryIsNamedBeforeAnythingIsWritten() {
        assertRefused(new Workplace() {
            @Override
            public long freeMemory() {
                return 1000;
            }
        }, Reason.MEMORY_FULL, "/1000");
    }

    @Test
    void aDiskThatFillsWhileItIsWrittenIsNamed() {
        assertRefused(new FillingDisk(0), Reason.DISK_FULL, "/0");
    }

    @Test
    void anotherFailureOfTheDiskIsToldAsItIs() throws Exception {
        assertThatThrownBy(() -> store(new FillingDisk(1L << 40)).importFolder(request(), Progress.NONE, new Cancellation()))
                .isExactlyInstanceOf(IOException.class).hasMessage("broken");
        assertThat(imported).isEmptyDirectory();
    }

    /// Takes 5000 bytes and then none.
    private record FillingDisk(long freeAfterwards) implements Workplace {
        private static boolean full;

        FillingDisk {
            full = false;
        }

        @Override
        public long freeDisk(Path folder) {
            return full ? freeAfterwards : 1L << 40;
        }

        @Override
        public OutputStream weights(OutputStream file) {
            return new FilterOutputStream(file) {
                private int left = 5000;

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    left -= length;
                    if (left < 0) {
                        full = true;
                        throw new IOException("broken");
                    }
                    out.write(bytes, from, length);
                }
            };
        }
    }

    /// What may happen to a source while it is read.
    private enum Change {
        LONGER {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
            }
        },
        TOUCHED {
            @Override
            void apply(Path file) throws IOException {
                Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
            }
        },
        OTHER_CONTENT_WITH_THE_SAME_SIZE_AND_TIME {
            @Override
            void apply(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                    out.seek(out.length() - 1);
                    out.write(7);
                }
                Files.setLastModifiedTime(file, time);
            }
        },
        EXCHANGED {
            @Override
            void apply(Path file) throws IOException {
                Path other = Files.copy(file, file.resolveSibling("other"), StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        DELETED {
            @Override
            void apply(Path file) throws IOException {
                Files.delete(file);
            }
        },
        CUT {
            @Override
            void apply(Path file) throws IOException {
                try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                    out.setLength(16);
                }
            }
        };

        abstract void apply(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aSourceThatChangesWhileItIsReadIsNamed(Change change) throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(source.getFileSystem().supportedFileAttributeViews().contains("unix"));
        for (String name : new String[] {"source/model.safetensors", "lora/adapter_model.safetensors", "source/config.json"}) {
            makeSources();
            Path file = temp.resolve(name);
            boolean[] done = {false};
            assertThatThrownBy(() -> store(Workplace.LOCAL).importFolder(request(), (read, total) -> {
                if (!done[0]) {
                    done[0] = true;
                    applied(change, file);
                }
            }, new Cancellation())).as(name).isInstanceOfSatisfying(ModelException.class, e -> {
                assertThat(e.reason()).isEqualTo(Reason.SOURCE_CHANGED);
                assertThat(e.detail()).isEqualTo(file.getFileName().toString());
            });
            assertThat(imported).isEmptyDirectory();
        }
    }

    private static void applied(Change change, Path file) {
        try {
            change.apply(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSourceThatOnlyWasReadElsewhereIsNotChanged() throws Exception {
        store(Workplace.LOCAL).importFolder(request(), (read, total) -> {
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.toList()) {
                    Files.readAllBytes(file);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, new Cancellation());
    }

    private ImportRequest request() {
        return new ImportRequest(source, adapter, AdapterOptions.NONE, Precision.INT8, ModelStore.defaultQuantizer(Precision.INT8), "a");
    }

    private ModelStore store(Workplace workplace) {
        return new ModelStore(temp.resolve("none"), imported, "test", file -> { }, workplace);
    }

    private void assertRefused(Workplace workplace, Reason reason, String detail) {
        assertThatThrownBy(() -> store(workplace).importFolder(request(), Progress.NONE, new Cancellation())).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.detail()).endsWith(detail).matches("\\d+/\\d+");
        });
        assertThat(imported).isEmptyDirectory();
    }
}
