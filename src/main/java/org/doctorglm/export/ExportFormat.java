package org.doctorglm.export;

/// The kinds of file a consultation can be written to.
public enum ExportFormat {
    /// For reading and for pasting into other documents.
    MARKDOWN("md"),
    /// For printing and for the record.
    PDF("pdf"),
    /// One answer a line with its provenance, for other programs.
    JSON_LINES("jsonl");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /// @return file name extension without the dot
    public String extension() {
        return extension;
    }
}
