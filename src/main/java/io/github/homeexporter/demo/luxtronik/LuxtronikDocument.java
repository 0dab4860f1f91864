package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.Entry;
import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.LuxtronikValue;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import java.util.List;
import java.util.function.IntFunction;

/** Writes what a controller answers, in the form of its firmware. */
final class LuxtronikDocument {
    private final LuxtronikFirmware firmware;
    private final int language;
    private final LuxtronikValue values;
    private final IntFunction<String> ids;
    private final StringBuilder out = new StringBuilder();

    /** @param ids the id of a menu entry on this connection */
    LuxtronikDocument(LuxtronikFirmware firmware, int language, LuxtronikValue values, IntFunction<String> ids) {
        this.firmware = firmware;
        this.language = language;
        this.values = values;
        this.ids = ids;
    }

    String navigation(List<Entry> pages) {
        begin("Navigation", -1);
        pages.forEach(page -> item(page, false, 1));
        return end("Navigation");
    }

    String content(Entry page) {
        begin("Content", page.number());
        boolean nameLast = firmware == LuxtronikFirmware.XML_3_90;
        if (!nameLast) {
            name(page);
        }
        openItems();
        children(page, true, 8);
        closeItems();
        if (nameLast) {
            name(page);
        }
        return end("Content");
    }

    /** @param nested whether sections stay around the leaves */
    String values(Entry page, boolean nested, List<String> extra) {
        begin("values", -2);
        leaves(page, nested);
        for (int i = 0; i < extra.size(); i++) {
            field("item", ids.apply(1_000 + i));
            leaf("value", extra.get(i));
            close();
        }
        return end("values");
    }

    private void leaves(Entry parent, boolean nested) {
        for (Entry child : parent.children()) {
            if (child.isLeaf()) {
                field("item", ids.apply(child.number()));
                leaf("value", values.text(child.what()));
                close();
            } else if (!child.isLog() && nested) {
                field("item", ids.apply(child.number()));
                openItems();
                leaves(child, true);
                closeItems();
                close();
            } else if (!child.isLog()) {
                leaves(child, false);
            }
        }
    }

    private void item(Entry entry, boolean withValues, int depth) {
        field("item", ids.apply(entry.number()));
        name(entry);
        if (withValues && entry.isLeaf()) {
            edits(entry.what());
            leaf("value", values.text(entry.what()));
        }
        if (depth > 0 && entry.children().stream().anyMatch(c -> withValues || !c.isLeaf())) {
            openItems();
            children(entry, withValues, depth);
            closeItems();
            if (withValues && firmware == LuxtronikFirmware.XML_3_90) {
                name(entry);
            }
        }
        close();
    }

    private void children(Entry entry, boolean withValues, int depth) {
        for (Entry child : entry.children()) {
            if (withValues || !child.isLeaf()) {
                item(child, withValues, depth - 1);
            }
        }
    }

    private void edits(String what) {
        String[] words = what.split(" ");
        if (words[0].equals("setpoint")) {
            leaf("min", "0");
            leaf("max", "900");
            leaf("step", "5");
            leaf("unit", " " + words[3]);
            leaf("div", words[2]);
            leaf("raw", words[1]);
        } else if (words[0].equals("choice")) {
            options();
            leaf("raw", "0");
        }
    }

    private void options() {
        if (json()) {
            comma();
            out.append("\"options\":[");
        }
        for (int code = 0; code < LuxtronikValue.CHOICES.length; code++) {
            String word = LuxtronikValue.CHOICES[code][language];
            if (json()) {
                out.append(code == 0 ? "" : ",")
                        .append("{\"value\":")
                        .append(code)
                        .append(",\"name\":\"");
                out.append(escaped(word)).append("\"}");
            } else {
                out.append("<option value=\"").append(code).append("\">").append(escaped(word));
                out.append("</option>");
            }
        }
        if (json()) {
            out.append(']');
        }
    }

    private boolean json() {
        return firmware == LuxtronikFirmware.JSON_3_92;
    }

    private void begin(String root, int number) {
        String id = number == -2 || firmware == LuxtronikFirmware.XML_3_90 ? "" : ids.apply(number);
        if (json()) {
            out.append("{\"type\":\"").append(root).append('"');
            if (!id.isEmpty()) {
                leaf("id", id);
            }
            if (!root.equals("Content")) {
                openItems();
            }
        } else {
            out.append("<?xml version=\"1.0\"?><").append(root);
            out.append(id.isEmpty() ? "" : " id='" + id + "'").append('>');
        }
    }

    private String end(String root) {
        return out.append(json() ? (root.equals("Content") ? "}" : "]}") : "</" + root + ">")
                .toString();
    }

    private void name(Entry entry) {
        leaf("name", entry.names().get(language));
    }

    private void field(String element, String id) {
        if (json()) {
            comma();
            out.append("{\"id\":\"").append(id).append('"');
        } else {
            out.append('<').append(element).append(" id='").append(id).append("'>");
        }
    }

    private void close() {
        out.append(json() ? "}" : "</item>");
    }

    private void leaf(String name, String value) {
        if (json()) {
            comma();
            boolean number = name.equals("raw") || name.equals("div");
            String quote = number ? "" : "\"";
            out.append('"')
                    .append(name)
                    .append("\":")
                    .append(quote)
                    .append(escaped(value))
                    .append(quote);
        } else {
            out.append('<').append(name).append('>');
            out.append(value.contains("<") ? "<![CDATA[" + value + "]]>" : escaped(value));
            out.append("</").append(name).append('>');
        }
    }

    private void openItems() {
        if (json()) {
            comma();
            out.append("\"items\":[");
        }
    }

    private void closeItems() {
        if (json()) {
            out.append(']');
        }
    }

    private void comma() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[') {
            out.append(',');
        }
    }

    private String escaped(String text) {
        return json()
                ? text.replace("\\", "\\\\").replace("\"", "\\\"")
                : text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
