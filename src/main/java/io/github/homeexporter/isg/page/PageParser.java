package io.github.homeexporter.isg.page;

import io.github.homeexporter.isg.page.IsgPage.Link;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.IsgPage.PageRow;
import io.github.homeexporter.isg.page.IsgPage.PageRow.Icon;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads a page. They begin with an XML prolog and hold stray end tags, so an HTML5 parser it must be. */
public final class PageParser {
    private static final int MAX_ROWS = 2_000;
    private static final int MAX_TEXT = 256;
    private static final int MAX_LINKS = 200;
    /** The longest page known has 1,400; each becomes an object of some hundred bytes. */
    private static final int MAX_TAGS = 30_000;

    /** jsoup leaves the narrow and figure blanks that stand between a number and its unit. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u2000-\\u200b\\u202f\\u205f\\u3000\\ufeff]+");

    private static final Pattern OFF_ICON = Pattern.compile("symbol[_-](?:aus|off)\\b|symbol[_-](?:aus|off)[_-]");

    private PageParser() {}

    /** @throws PageFault when there is no whole page: nothing of half a page is believed */
    public static IsgPage parse(byte[] body, String charset) throws PageFault {
        String tail = new String(body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (tail.isBlank()) {
            throw PageFault.ofPage("empty", "the page is empty; the ISG's web server may be starting or overloaded");
        }
        if (!tail.contains("<html")) {
            throw PageFault.ofPage("no_html", "the answer is no page of an ISG; does isg.url lead to one?");
        }
        if (!tail.contains("</html")) {
            throw PageFault.ofPage("truncated", "the page stops in the middle after " + body.length + " bytes");
        }
        if (tail.chars().filter(c -> c == '<').count() > MAX_TAGS) {
            throw PageFault.ofPage("oversized", "the page has more than " + MAX_TAGS + " tags; not read");
        }
        Document page = document(body, charset);
        return new IsgPage(
                page.selectFirst("form#werte input[name=pass], div#loginscreen") != null,
                rows(page),
                links(page),
                text(page.selectFirst("div.eingestelle_sprache")),
                text(page.selectFirst("#versionsNummer")));
    }

    private static Document document(byte[] body, String charset) throws PageFault {
        try {
            return Jsoup.parse(new ByteArrayInputStream(body), supported(charset), "");
        } catch (IOException e) {
            throw PageFault.ofPage("no_html", "the page cannot be read: " + e.getMessage());
        }
    }

    /** Null lets the page's own meta element decide, and UTF-8 after that. */
    private static String supported(String charset) {
        try {
            return charset != null && Charset.isSupported(charset) ? charset : null;
        } catch (IllegalCharsetNameException e) {
            return null;
        }
    }

    private static List<PageRow> rows(Document page) {
        List<PageRow> rows = new ArrayList<>();
        // no child selectors: some firmwares write a tbody, others do not
        for (Element table : page.select("form#werte table.info")) {
            String section = text(table.selectFirst("th.round-top"));
            for (Element line : table.select("tr.even, tr.odd")) {
                Element key = line.selectFirst("td.key");
                Element value = line.selectFirst("td.value");
                String label = text(key);
                if (value != null && !label.isEmpty() && rows.size() < MAX_ROWS) {
                    rows.add(new PageRow(section, label, text(value), icon(value)));
                }
            }
        }
        return rows;
    }

    private static Icon icon(Element value) {
        Element image = value.selectFirst("img");
        if (image == null) {
            return Icon.NONE;
        }
        return OFF_ICON.matcher(image.attr("src").toLowerCase(Locale.ROOT)).find() ? Icon.OFF : Icon.ON;
    }

    private static List<Link> links(Document page) {
        List<Link> links = new ArrayList<>();
        for (Element link : page.select("#nav a[href*=s=]")) {
            PageId.ofLink(link.attr("href"))
                    .filter(id -> links.size() < MAX_LINKS
                            && links.stream().noneMatch(known -> known.page().equals(id)))
                    .ifPresent(id -> links.add(new Link(id, text(link))));
        }
        return links;
    }

    private static String text(Element element) {
        if (element == null) {
            return "";
        }
        String text = BLANKS.matcher(element.text()).replaceAll(" ").strip();
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
