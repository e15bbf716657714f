package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.doctorglm.knowledge.LibraryBenchmark;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `knowledge bench --records N`: indexing and search over N synthetic entries beside the shipped ones, in a temporary folder.
@Command(name = "bench")
final class KnowledgeBenchCommand extends Verb {
    @Option(names = "--records", paramLabel = "N")
    int records = 10_000;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(1, records, "--records");
        Path aside = Files.createTempDirectory("doctorglm-knowledge-");
        try {
            LibraryBenchmark.Result result = LibraryBenchmark.run(services.directories().shippedKnowledge(), aside, Math.min(records, LibraryReader.MAX_ENTRIES),
                    LuceneTextIndex::new, terminal().progress(terminal().word("knowledge.importing")), cancellation());
            ObjectNode json = JSON.valueToTree(result);
            if (json()) {
                terminal().json(json);
            } else {
                json.properties().forEach(field -> terminal().line(field.getKey() + "  " + field.getValue().asText()));
            }
            return DONE;
        } finally {
            remove(aside);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
