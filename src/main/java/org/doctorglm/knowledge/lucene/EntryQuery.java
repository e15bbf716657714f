package org.doctorglm.knowledge.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.doctorglm.knowledge.TextScores;

/// A question as a BM25 query: any of its words or character pairs, at most [#MAX_TERMS] of each.
final class EntryQuery {
    private static final int MAX_TERMS = 200;
    private static final int MAX_CHARS = 2000;

    private EntryQuery() {
    }

    static Map<String, TextScores> search(IndexSearcher searcher, String text, int topK) throws IOException {
        String head = text.substring(0, Math.min(MAX_CHARS, text.length()));
        Map<String, Double> names = field(searcher, EntryWriter.NAMES, head, topK);
        Map<String, Double> findings = field(searcher, EntryWriter.FINDINGS, head, topK);
        Map<String, Double> body = field(searcher, EntryWriter.BODY, head, topK);
        Map<String, TextScores> scores = new HashMap<>();
        for (Map<String, Double> hits : List.of(names, findings, body)) {
            for (String id : hits.keySet()) {
                scores.computeIfAbsent(id, key -> new TextScores(names.getOrDefault(id, 0.0), findings.getOrDefault(id, 0.0),
                        body.getOrDefault(id, 0.0)));
            }
        }
        return scores;
    }

    private static Map<String, Double> field(IndexSearcher searcher, String field, String text, int topK) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (Analyzer analyzer = EntryWriter.analyzer()) {
            add(query, analyzer, field + EntryWriter.WORDS, text);
            add(query, analyzer, field + EntryWriter.PAIRS, text);
        }
        Map<String, Double> scores = new HashMap<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : searcher.search(query.build(), Math.max(1, topK)).scoreDocs) {
            scores.put(stored.document(hit.doc).get(EntryWriter.ID), (double) hit.score);
        }
        return scores;
    }

    private static void add(BooleanQuery.Builder query, Analyzer analyzer, String field, String text) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && terms.size() < MAX_TERMS) {
                terms.add(term.toString());
            }
            tokens.end();
        }
        terms.forEach(term -> query.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.SHOULD));
    }
}
