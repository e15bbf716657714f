package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.knowledge.LibraryBenchmark;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.platform.ScratchFolder;
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
        try (ScratchFolder aside = new ScratchFolder("knowledge")) {
            LibraryBenchmark.Result result = LibraryBenchmark.run(services.directories().shippedKnowledge(), aside.path(), Math.min(records, LibraryReader.MAX_ENTRIES),
                    LuceneTextIndex::new, terminal().progress(terminal().word("knowledge.importing")), cancellation());
            ObjectNode json = JSON.valueToTree(result);
            if (json()) {
                terminal().json(json);
            } else {
                json.properties().forEach(field -> terminal().line(field.getKey() + "  " + field.getValue().asText()));
            }
            return DONE;
        }
    }
}
