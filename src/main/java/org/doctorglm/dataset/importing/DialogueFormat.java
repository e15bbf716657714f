package org.doctorglm.dataset.importing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Layouts that dialogues are published in. A file's name says nothing here: files named `.json` hold lines, and the other way round.
public enum DialogueFormat {
    /// Toyhom's table `department,title,ask,answer`, with or without this header.
    CMD("cmd"),
    /// Its text form.
    CMD_TEXT("cmd-text"),
    /// MedDialog's raw files.
    MEDDIALOG("meddialog"),
    /// MedDialog's processed files.
    MEDDIALOG_JSON("meddialog-json"),
    /// ChatDoctor, HealthCareMagic, Huatuo, CMtMedQA.
    ALPACA("alpaca", "chatdoctor", "healthcaremagic", "huatuo", "cmtmedqa"),
    ALPACA_ZH("alpaca-zh"),
    ICLINIQ("icliniq"),
    CMEDQA("cmedqa"),
    MED_CHATGLM("med-chatglm"),
    SHAREGPT("sharegpt", "medicalgpt"),
    REMEDI("remedi"),
    SMILECHAT("smilechat"),
    CMDD("cmdd"),
    MIE("mie"),
    /// JSON lines of our own, and objects with fields for question and answer.
    LINES("lines", "jsonl", "json"),
    /// A text table or workbook with a header.
    TABLE("table", "csv", "tsv", "xlsx");

    private final String key;
    private final List<String> others;

    DialogueFormat(String key, String... others) {
        this.key = key;
        this.others = List.of(others);
    }

    /// Name for people and files.
    public String key() {
        return key;
    }

    /// @param name a key, or the name of a collection that is published so
    public static Optional<DialogueFormat> find(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Stream.of(values()).filter(format -> format.key.equals(wanted) || format.others.contains(wanted)).findFirst();
    }

    /// @param columns that the caller names
    Layout layout(Map<DialogueField, String> columns) {
        return switch (this) {
            case CMD -> new TableLayout(columns, true);
            case TABLE -> new TableLayout(columns, false);
            case LINES -> new LinesLayout(columns);
            case MEDDIALOG -> new MedDialogLayout();
            case CMD_TEXT -> TextLayout.CMD_TEXT;
            case CMEDQA -> TextLayout.CMEDQA;
            case REMEDI -> TextLayout.REMEDI;
            case MEDDIALOG_JSON -> JsonRecord.MEDDIALOG_JSON;
            case ALPACA -> JsonRecord.ALPACA;
            case ALPACA_ZH -> JsonRecord.ALPACA_ZH;
            case ICLINIQ -> JsonRecord.ICLINIQ;
            case MED_CHATGLM -> JsonRecord.MED_CHATGLM;
            case SHAREGPT -> JsonRecord.SHAREGPT;
            case SMILECHAT -> JsonRecord.SMILECHAT;
            case CMDD -> JsonRecord.CMDD;
            case MIE -> JsonRecord.MIE;
        };
    }
}
