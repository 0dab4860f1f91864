package io.github.homeexporter.isg.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which labels stand in more than one section. Kept while pages are missing, so that a name does not change its meaning
 * because a page was slow.
 */
final class SectionNames {
    static final SectionNames NONE = new SectionNames(Map.of());

    private final Map<String, List<String>> sections;

    private SectionNames(Map<String, List<String>> sections) {
        this.sections = sections;
    }

    /** As these rows, which are all there are. */
    static SectionNames of(List<PageRow> rows) {
        return NONE.and(rows);
    }

    /** With what some more rows show. What was last before stays last. */
    SectionNames and(List<PageRow> rows) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        sections.forEach((label, known) -> all.put(label, new ArrayList<>(known)));
        for (PageRow row : rows) {
            List<String> known = all.computeIfAbsent(label(row), l -> new ArrayList<>());
            if (known.contains(row.section())) {
                continue;
            }
            if (sections.containsKey(label(row))) {
                known.add(0, row.section());
            } else {
                known.add(row.section());
            }
        }
        return new SectionNames(all);
    }

    boolean isDuplicate(PageRow row) {
        return sections.getOrDefault(label(row), List.of()).size() > 1;
    }

    /** Whether it is the one whose value the replaced exporter shows. */
    boolean isLast(PageRow row) {
        List<String> known = sections.getOrDefault(label(row), List.of());
        return !known.isEmpty() && known.get(known.size() - 1).equals(row.section());
    }

    int duplicates() {
        return (int)
                sections.values().stream().filter(known -> known.size() > 1).count();
    }

    /** As alike as two labels need to be to make the same name. */
    private static String label(PageRow row) {
        String name =
                row.label().toLowerCase(Locale.ROOT).replaceAll("[ /-]", "_").replaceAll("[.()*,]", "");
        return (row.isFlag() ? "flag_" : "") + name;
    }
}
