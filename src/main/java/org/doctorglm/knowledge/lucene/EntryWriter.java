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
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Writes entries as documents: `id`, then the words of the entry under [#WORDS] and its character pairs under [#PAIRS].
/// Symptoms come in twice, for questions tell symptoms more often than anything else.
final class EntryWriter {
    static final String ID = "id";
    static final String WORDS = "words";
    static final String PAIRS = "pairs";

    private EntryWriter() {
    }

    /// smartcn for words, character pairs for what it does not know.
    static Analyzer analyzer() {
        return new PerFieldAnalyzerWrapper(new CJKAnalyzer(), Map.of(WORDS, new SmartChineseAnalyzer()));
    }

    static void write(Directory directory, List<Disease> diseases, Progress progress, Cancellation cancellation)
            throws IOException {
        try (Analyzer analyzer = analyzer();
             IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setUseCompoundFile(true))) {
            long done = 0;
            for (Disease disease : diseases) {
                if (cancellation.isRequested()) {
                    writer.rollback();
                    cancellation.throwIfRequested();
                }
                writer.addDocument(document(disease));
                progress.at(++done, diseases.size());
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    private static Document document(Disease disease) {
        StringBuilder text = new StringBuilder(String.join("，", disease.names())).append('。').append(disease.overview());
        text.append(String.join("，", disease.symptoms().items())).append('。');
        for (SectionKind kind : SectionKind.values()) {
            text.append(String.join("，", disease.section(kind).items())).append('。').append(disease.section(kind).text());
        }
        Document document = new Document();
        document.add(new StringField(ID, disease.id(), Field.Store.YES));
        document.add(new TextField(WORDS, text.toString(), Field.Store.NO));
        document.add(new TextField(PAIRS, text.toString(), Field.Store.NO));
        return document;
    }
}
