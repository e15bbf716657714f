package org.doctorglm.knowledge.importing;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// The victim of [KilledLibraryImportTest]: imports two editions of the same file in turn, and now and then takes one back.
final class ImportingForever {
    private ImportingForever() {
    }

    public static void main(String[] arguments) throws Exception {
        LibraryImporter importer = new LibraryImporter(Path.of(arguments[0]), Path.of(arguments[1]));
        for (int i = 0; ; i++) {
            ImportRequest request = ImportRequest.of(List.of(Path.of(arguments[2 + i % 2]))).merging(MergeRule.REPLACE);
            importer.write(importer.plan(request, new Cancellation()), Progress.NONE, new Cancellation());
            if (i % 3 == 2) {
                importer.undo();
            }
            System.out.println(i);
        }
    }
}
