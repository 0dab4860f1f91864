package io.github.homeexporter.demo.isg;

import java.util.ArrayList;
import java.util.List;

/**
 * A table on a page of a simulated ISG.
 *
 * @param section its head
 */
public record IsgTable(String section, List<Line> lines) {
    /** The icon of a line that is on. */
    public static final String ON = "symbol_an.png";

    /** One line: a text, or an icon's file name. */
    public record Line(String label, String text, String icon) {}

    public static IsgTable of(String section) {
        return new IsgTable(section, new ArrayList<>());
    }

    public IsgTable with(String label, String text) {
        lines.add(new Line(label, text, ""));
        return this;
    }

    /** A line with an icon instead of a value. */
    public IsgTable flag(String label, String icon) {
        lines.add(new Line(label, "", icon));
        return this;
    }
}
