package io.github.homeexporter.isg.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the ISG as it stands in its address, {@code ?s=1,0}.
 *
 * @param group 1 info, 2 diagnosis, 3 programmes, 4 settings, 5 profile
 * @param item the page in its group
 */
public record PageId(int group, int item) {
    /** Info, system: every ISG has it, and its navigation lists the others. */
    public static final PageId START = new PageId(1, 0);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3}),(\\d{1,3})");
    private static final Pattern IN_LINK = Pattern.compile("[?&]s=(\\d{1,3}),(\\d{1,3})(?:[&#].*)?$");

    /** @throws IllegalArgumentException saying what is allowed */
    public static PageId parse(String text) {
        return of(WRITTEN.matcher(text.strip()), true)
                .orElseThrow(() -> new IllegalArgumentException(
                        "page \"" + text + "\" (isg.pages); allowed: auto, or a list like 1,0 1,1 2,0"));
    }

    /** The page a link leads to, if it leads to one. */
    static Optional<PageId> ofLink(String href) {
        return of(IN_LINK.matcher(href), false);
    }

    private static Optional<PageId> of(Matcher m, boolean whole) {
        return (whole ? m.matches() : m.find())
                ? Optional.of(new PageId(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return group + "," + item;
    }
}
