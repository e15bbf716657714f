package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.platform.TextEncoding;

/// One page of the MSD manual, as DoctorGLM's authors cut it up (`WebCrawl/crawl.py`): headings of the second order tell the sections,
/// those of the third their parts; references and what pops up beside a word (`tooltip-content`) are left out.
final class ManualPage implements HtmlText.Visitor {
    /// The largest page read.
    private static final long MAX_BYTES = 4L << 20;
    private static final Set<String> BLOCKS = Set.of("p", "li", "ul", "ol", "div", "section", "tr", "td", "h3", "h4", "br", "table");
    private static final Set<String> HIDDEN = Set.of("nav", "footer", "noscript", "svg", "button", "figure");

    private final Map<Part, StringBuilder> parts = new LinkedHashMap<>();
    private final StringBuilder heading = new StringBuilder();
    private String headingTag = "";
    private String title = "";
    private Part part = Part.NONE;
    private boolean references;
    private boolean paragraph;
    private String hiddenTag = "";
    private int hiddenDepth;

    /// Where a text belongs.
    private enum Part { NONE, OVERVIEW, CAUSES, SYMPTOMS, DIAGNOSIS, TREATMENT, PREVENTION, PROGNOSIS }

    private ManualPage() {
    }

    /// @throws Refusal when the page is too large, wrongly encoded, or has no title or none of the sections
    static ForeignEntry read(ManualPages.Page page) throws Refusal {
        if (page.text() != null) {
            return new ForeignEntry(page.title()).source("MSD").overview(cut(page.text()));
        }
        ManualPage read = new ManualPage();
        HtmlText.walk(text(page), read);
        if (read.parts.keySet().stream().allMatch(part -> part == Part.OVERVIEW)) {
            throw new Refusal(Rejected.Reason.NO_SECTION, "");
        }
        ForeignEntry entry = new ForeignEntry(page.title().isBlank() ? read.title : page.title()).source("MSD")
                .overview(read.part(Part.OVERVIEW)).causes(read.part(Part.CAUSES)).prognosis(read.part(Part.PROGNOSIS));
        return entry.text(SectionKind.SYMPTOMS, read.part(Part.SYMPTOMS)).text(SectionKind.DIAGNOSIS, read.part(Part.DIAGNOSIS))
                .text(SectionKind.TREATMENT, read.part(Part.TREATMENT)).text(SectionKind.PREVENTION, read.part(Part.PREVENTION));
    }

    private static String text(ManualPages.Page page) throws Refusal {
        try {
            if (Files.size(page.file()) > MAX_BYTES) {
                throw new Refusal(Rejected.Reason.LINE_TOO_LONG, "");
            }
            byte[] bytes = Files.readAllBytes(page.file());
            String text = TextEncoding.of(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Refusal(Rejected.Reason.BAD_ENCODING, "");
        } catch (IOException e) {
            throw new Refusal(Rejected.Reason.UNREADABLE, "");
        }
    }

    /// The text of a part, cut behind a sentence where it is longer than a section may be.
    private String part(Part wanted) {
        return cut(parts.getOrDefault(wanted, new StringBuilder()).toString());
    }

    private static String cut(String words) {
        String text = words.replaceAll("\\s+", " ").strip();
        if (text.length() <= ForeignEntry.MAX_TEXT) {
            return text;
        }
        int end = text.lastIndexOf('。', ForeignEntry.MAX_TEXT - 3);
        return text.substring(0, end > 0 ? end + 1 : ForeignEntry.MAX_TEXT - 2) + "……";
    }

    @Override
    public void open(String tag, String classes) {
        if (hiddenDepth > 0) {
            hiddenDepth += tag.equals(hiddenTag) ? 1 : 0;
        } else if (HIDDEN.contains(tag) || (" " + classes + " ").contains(" tooltip-content ")) {
            hiddenTag = tag;
            hiddenDepth = 1;
        } else if (tag.matches("title|h[123]")) {
            headingTag = tag;
            heading.setLength(0);
        } else if (BLOCKS.contains(tag)) {
            paragraph = tag.equals("p") || paragraph && !tag.equals("div");
            add(" ");
        }
    }

    @Override
    public void close(String tag) {
        if (hiddenDepth > 0) {
            hiddenDepth -= tag.equals(hiddenTag) ? 1 : 0;
        } else if (tag.equals(headingTag)) {
            headingTag = "";
            headed(tag, heading.toString().replaceAll("\\s+", " ").strip());
        } else if (BLOCKS.contains(tag)) {
            paragraph = paragraph && !tag.equals("p");
            add(" ");
        }
    }

    @Override
    public void text(String text) {
        if (hiddenDepth > 0) {
            return;
        }
        if (!headingTag.isEmpty()) {
            heading.append(text);
        } else if (part != Part.OVERVIEW || paragraph) {
            add(text);
        }
    }

    private void headed(String tag, String words) {
        switch (tag) {
            case "title" -> title = title.isEmpty() ? words.replaceFirst("\\s[-|–].*$", "") : title;
            case "h1" -> {
                title = words.isEmpty() ? title : words;
                part = Part.OVERVIEW;
            }
            case "h2" -> {
                part = partOf(words);
                references = false;
            }
            case "h3" -> {
                references = words.contains("参考文献");
                add(" " + words + "：");
            }
            default -> throw new IllegalStateException(tag);
        }
    }

    private static Part partOf(String words) {
        return words.contains("症状") ? Part.SYMPTOMS : words.contains("诊断") ? Part.DIAGNOSIS : words.contains("治疗") ? Part.TREATMENT
                : words.contains("预防") ? Part.PREVENTION : words.contains("预后") ? Part.PROGNOSIS
                : words.contains("病因") ? Part.CAUSES : Part.NONE;
    }

    private void add(String text) {
        if (part != Part.NONE && !references && !(text.isBlank() && !parts.containsKey(part))) {
            parts.computeIfAbsent(part, key -> new StringBuilder()).append(text);
        }
    }
}
