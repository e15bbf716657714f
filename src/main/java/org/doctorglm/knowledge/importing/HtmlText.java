package org.doctorglm.knowledge.importing;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks through the tags and texts of a page of HTML, however badly it is closed. Nothing of it is ever shown as HTML or run.
final class HtmlText {
    private static final Pattern CLASS = Pattern.compile("(?i)\\sclass\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))");
    private static final Pattern ENTITY = Pattern.compile("&(#[xX]?[0-9a-fA-F]{1,7}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "ndash", "–",
            "mdash", "—", "deg", "°", "micro", "µ");

    private HtmlText() {
    }

    /// What is told about the page, in its order.
    interface Visitor {
        /// @param classes the value of the attribute, or empty
        void open(String tag, String classes);

        void close(String tag);

        void text(String text);
    }

    static void walk(String page, Visitor visitor) {
        int at = 0;
        while (at < page.length()) {
            int tag = page.indexOf('<', at);
            if (tag < 0 || tag > at) {
                visitor.text(decoded(page.substring(at, tag < 0 ? page.length() : tag)));
                at = tag < 0 ? page.length() : tag;
            } else {
                at = markup(page, tag, visitor);
            }
        }
    }

    /// @return the place behind the tag, the comment or, for a script, behind its end
    private static int markup(String page, int at, Visitor visitor) {
        if (page.startsWith("<!--", at)) {
            int end = page.indexOf("-->", at);
            return end < 0 ? page.length() : end + 3;
        }
        int end = page.indexOf('>', at);
        if (end < 0) {
            return page.length();
        }
        boolean closing = page.startsWith("</", at);
        int from = at + (closing ? 2 : 1);
        int to = from;
        while (to < end && Character.isLetterOrDigit(page.charAt(to))) {
            to++;
        }
        String tag = page.substring(from, to).toLowerCase(Locale.ROOT);
        if (closing) {
            visitor.close(tag);
        } else if (tag.equals("script") || tag.equals("style")) {
            Matcher close = Pattern.compile("(?i)</" + tag).matcher(page);
            return close.find(end) ? page.indexOf('>', close.start()) + 1 > 0 ? page.indexOf('>', close.start()) + 1 : page.length() : page.length();
        } else if (!tag.isEmpty()) {
            visitor.open(tag, classes(page.substring(at, end)));
        }
        return end + 1;
    }

    private static String classes(String tag) {
        Matcher found = CLASS.matcher(tag);
        if (!found.find()) {
            return "";
        }
        return found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
    }

    private static String decoded(String text) {
        return text.indexOf('&') < 0 ? text : ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), found.group())));
    }

    private static String character(String name, String whole) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, whole);
        }
        boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        String digits = name.substring(hexadecimal ? 2 : 1);
        if (digits.isEmpty() || !hexadecimal && !digits.matches("[0-9]+")) {
            return whole;
        }
        int point = Integer.parseInt(digits, hexadecimal ? 16 : 10);
        return Character.isValidCodePoint(point) && !(point >= 0xD800 && point < 0xE000) ? Character.toString(point) : whole;
    }
}
