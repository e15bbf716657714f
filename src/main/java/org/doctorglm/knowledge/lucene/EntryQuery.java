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
        Set<String> words;
        Set<String> pairs;
        // Every field is cut up in the same two ways.
        try (Analyzer analyzer = EntryWriter.analyzer()) {
            words = terms(analyzer, EntryWriter.BODY + EntryWriter.WORDS, head);
            pairs = terms(analyzer, EntryWriter.BODY + EntryWriter.PAIRS, head);
        }
        Map<String, Double> names = field(searcher, EntryWriter.NAMES, words, pairs, topK);
        Map<String, Double> findings = field(searcher, EntryWriter.FINDINGS, words, pairs, topK);
        Map<String, Double> body = field(searcher, EntryWriter.BODY, words, pairs, topK);
        Map<String, TextScores> scores = new HashMap<>();
        for (Map<String, Double> hits : List.of(names, findings, body)) {
            for (String id : hits.keySet()) {
                scores.computeIfAbsent(id, key -> new TextScores(names.getOrDefault(id, 0.0), findings.getOrDefault(id, 0.0),
                        body.getOrDefault(id, 0.0)));
            }
        }
        return scores;
    }

    private static Map<String, Double> field(IndexSearcher searcher, String field, Set<String> words, Set<String> pairs, int topK) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        words.forEach(term -> query.add(new TermQuery(new Term(field + EntryWriter.WORDS, term)), BooleanClause.Occur.SHOULD));
        pairs.forEach(term -> query.add(new TermQuery(new Term(field + EntryWriter.PAIRS, term)), BooleanClause.Occur.SHOULD));
        Map<String, Double> scores = new HashMap<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : searcher.search(query.build(), Math.max(1, topK)).scoreDocs) {
            scores.put(stored.document(hit.doc).get(EntryWriter.ID), (double) hit.score);
        }
        return scores;
    }

    private static Set<String> terms(Analyzer analyzer, String field, String text) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && terms.size() < MAX_TERMS) {
                terms.add(term.toString());
            }
            tokens.end();
        }
        return terms;
    }
}
