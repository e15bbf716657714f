package org.doctorglm.dataset;

/// A file that dialogues of a set were read from.
///
/// @param name without its folder: a path may name a patient or a colleague
/// @param bytes of the file
/// @param format key of its layout
/// @param encoding of its text, empty for a workbook
/// @param conversations taken
/// @param rejected records that were not taken
public record SourceFile(String name, String sha256, long bytes, String format, String encoding, long conversations, long rejected) {
}
