package org.doctorglm.knowledge.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.doctorglm.knowledge.EntryText;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Writes entries as documents: `id`, then each text of [EntryText] twice, by words and by pairs of characters.
final class EntryWriter {
    static final String ID = "id";
    /// Fields by words (smartcn) and by pairs of characters, for what smartcn does not know.
    static final String WORDS = ".words";
    static final String PAIRS = ".pairs";
    static final String NAMES = "names";
    static final String FINDINGS = "findings";
    static final String BODY = "body";

    private EntryWriter() {
    }

    /// smartcn for words, character pairs for what it does not know.
    static Analyzer analyzer() {
        Analyzer words = new SmartChineseAnalyzer();
        return new PerFieldAnalyzerWrapper(new CJKAnalyzer(), Map.of(NAMES + WORDS, words, FINDINGS + WORDS, words, BODY + WORDS, words));
    }

    static void write(Directory directory, List<EntryText> entries, Progress progress, Cancellation cancellation)
            throws IOException {
        try (Analyzer analyzer = analyzer();
             IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setUseCompoundFile(true))) {
            long done = 0;
            for (EntryText entry : entries) {
                if (cancellation.isRequested()) {
                    writer.rollback();
                    cancellation.throwIfRequested();
                }
                writer.addDocument(document(entry));
                progress.at(++done, entries.size());
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    static Document document(EntryText entry) {
        Document document = new Document();
        document.add(new StringField(ID, entry.id(), Field.Store.YES));
        add(document, NAMES, entry.names());
        add(document, FINDINGS, entry.findings());
        add(document, BODY, entry.body());
        return document;
    }

    private static void add(Document document, String field, String text) {
        document.add(new TextField(field + WORDS, text, Field.Store.NO));
        document.add(new TextField(field + PAIRS, text, Field.Store.NO));
    }
}
