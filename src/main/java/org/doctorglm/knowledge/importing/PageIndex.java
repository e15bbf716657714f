package org.doctorglm.knowledge.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.knowledge.LibraryReader;
import org.jspecify.annotations.Nullable;

/// A JSON file that names manual pages and their titles. DoctorGLM's authors have two: `query_MSD.json`, a list of [page file, title], and
/// `disease_info.json`, an object from the name of a disease to its text. Accepted are, as a list or as the values of an object:
///
/// - a pair `[page, title]` in either order, or a page alone;
/// - an object with the page under `file`, `page`, `path`, `html` or `url`, the title under `title`, `name`, `disease` or `疾病`,
///   and the text under `text`, `content` or `info`;
/// - in an object: title → page, page → title, or title → text (which then is the entry, and no page is looked for).
///
/// What ends in `.html` or `.htm` is a page.
record PageIndex(List<Listed> listed) {
    /// Under which an index is looked for beside the pages, the first one that is there.
    static final List<String> NAMES = List.of("query_MSD.json", "disease_info.json");
    private static final long MAX_BYTES = 64L << 20;
    private static final Pattern PAGE = Pattern.compile("(?is).{1,400}\\.html?");
    private static final List<String> FILES = List.of("file", "page", "path", "html", "url");
    private static final List<String> TITLES = List.of("title", "name", "disease", "疾病");
    private static final List<String> TEXTS = List.of("text", "content", "info");

    /// One line of the index.
    ///
    /// @param page as it stands there, empty where the text itself does
    /// @param title empty to take that of the page
    /// @param text null where it stands in the page
    record Listed(String page, String title, @Nullable String text) {
    }

    /// @throws KnowledgeException when the file is no such index
    static PageIndex of(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new KnowledgeException(KnowledgeException.Reason.TOO_LARGE, file);
        }
        JsonNode root;
        try {
            root = new JsonMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, file, e);
        }
        List<Listed> listed = new ArrayList<>();
        if (root.isArray()) {
            for (JsonNode item : root) {
                listed.add(item("", item, file));
            }
        } else if (root.isObject()) {
            for (Map.Entry<String, JsonNode> field : root.properties()) {
                listed.add(item(field.getKey(), field.getValue(), file));
            }
        } else {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, file);
        }
        return new PageIndex(listed.subList(0, Math.min(listed.size(), LibraryReader.MAX_ENTRIES)));
    }

    /// The index that lies in a folder, if any.
    static Optional<Path> in(@Nullable Path folder) {
        return folder == null ? Optional.empty() : NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /// @param key empty in a list
    private static Listed item(String key, JsonNode item, Path file) throws KnowledgeException {
        String page;
        String other;
        if (item.isObject()) {
            page = text(item, FILES);
            other = text(item, TITLES);
            String words = text(item, TEXTS);
            if (page.isEmpty() && !words.isEmpty() && !(key + other).isBlank()) {
                return new Listed("", other.isEmpty() ? key : other, words);
            }
        } else {
            List<String> texts = Stream.concat(Stream.of(key), item.isArray() ? item.valueStream().map(JsonNode::asText) : Stream.of(item.asText()))
                    .filter(text -> !text.isBlank()).toList();
            page = texts.stream().filter(text -> PAGE.matcher(text).matches()).findFirst().orElse("");
            other = texts.stream().filter(text -> !text.equals(page)).findFirst().orElse("");
            if (page.isEmpty() && !key.isBlank() && item.isTextual() && !item.textValue().isBlank()) {
                return new Listed("", key, item.textValue());
            }
            if (item.isArray() && texts.size() < 2) {
                throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, file);
            }
        }
        String found = page.isEmpty() && PAGE.matcher(key).matches() ? key : page;
        if (!PAGE.matcher(found).matches()) {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_INDEX, file);
        }
        return new Listed(found, other.isEmpty() && !key.equals(found) ? key : other, null);
    }

    private static String text(JsonNode item, List<String> names) {
        return names.stream().map(item::path).filter(JsonNode::isTextual).map(JsonNode::textValue).filter(text -> !text.isBlank()).findFirst().orElse("");
    }
}
