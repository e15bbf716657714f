package org.doctorglm.knowledge;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where imported entries come from. Stands at the head of their file and, in short, in the source of each of them.
///
/// @param number of the import, counted from 1; the highest one is the last import
/// @param file name of the file, or names
/// @param sha256 of the file; of the hashes where there are several files
/// @param date `yyyy-MM-dd` of the import
/// @param edition as somebody gave it, or empty
/// @param licence as somebody gave it, or empty
/// @param provenance where the file itself comes from, as somebody gave it, or empty
/// @param merge what was done with entries that existed
/// @param entries how many were taken
/// @param merged how many of them stand in for an entry that was there
/// @param rejected how many lines were not taken
/// @param before name of the file with the former import of the same name, or empty
public record ImportOrigin(int number, String file, String sha256, String date, String edition, String licence, String provenance, MergeRule merge,
                           int entries, int merged, int rejected, String before) {
    private static final int DIGITS = 12;

    public ImportOrigin counted(int taken, int standIns, int refused) {
        return new ImportOrigin(number, file, sha256, date, edition, licence, provenance, merge, taken, standIns, refused, before);
    }

    public ImportOrigin numbered(int wanted, String former) {
        return new ImportOrigin(wanted, file, sha256, date, edition, licence, provenance, merge, entries, merged, rejected, former);
    }

    /// One line that names file, hash, date, edition, licence and provenance.
    public String line() {
        return Stream.of(file, "SHA-256 " + sha256.substring(0, Math.min(DIGITS, sha256.length())), date, edition, licence, provenance)
                .filter(part -> !part.isBlank()).collect(Collectors.joining(", "));
    }
}
