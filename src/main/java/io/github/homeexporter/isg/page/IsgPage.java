package io.github.homeexporter.isg.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page says.
 *
 * @param login whether it is the login page; an expired session and a wrong password give that for every page, with status 200
 * @param links the navigation, in its order
 * @param language as the page writes it ({@code DEUTSCH}); its {@code lang} attribute always says de
 * @param firmware of the ISG, empty when the page does not say
 */
public record IsgPage(boolean login, List<PageRow> rows, List<Link> links, String language, String firmware) {
    public record Link(PageId page, String title) {}

    /**
     * One line of a table.
     *
     * @param section head of the table
     * @param label what the line is about
     * @param text the value, empty when there is only an icon
     * @param icon what the icon says
     */
    record PageRow(String section, String label, String text, Icon icon) {
        /** The picture in a value cell. */
        enum Icon {
            NONE,
            ON,
            OFF
        }

        /** A line that is on or off by its icon. Switched off, it usually vanishes from the page. */
        boolean isFlag() {
            return text.isEmpty() && icon != Icon.NONE;
        }
    }

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

    /** A page that was not read. */
    public static final class PageFault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;
        private final boolean lasting;

        private PageFault(String reason, String sentence, boolean lasting) {
            super(sentence);
            this.reason = reason;
            this.lasting = lasting;
        }

        /** Of this page; the others may be well. */
        public static PageFault ofPage(String reason, String sentence) {
            return new PageFault(reason, sentence, false);
        }

        /** Of the ISG: the other pages are not worth asking for in this cycle. */
        public static PageFault ofDevice(String reason, String sentence) {
            return new PageFault(reason, sentence, true);
        }

        /** A word for the label {@code reason}. */
        public String reason() {
            return reason;
        }

        public boolean isOfDevice() {
            return lasting;
        }
    }

    /**
     * What one round over the pages gave.
     *
     * @param pages that were read, in their order
     * @param faults of the pages that were not; a page that was not even asked for has the fault that ended the round
     * @param emptied pages that had a table before and have none now
     * @param nanos how long each page took, by page
     * @param language empty when no page was read
     * @param firmware of the ISG, empty when no page says it
     */
    public record WebCycle(
            List<PageRows> pages,
            Map<PageId, PageFault> faults,
            List<PageId> emptied,
            Map<PageId, Long> nanos,
            String language,
            String firmware) {
        public WebCycle {
            pages = List.copyOf(pages);
            faults = new LinkedHashMap<>(faults);
            emptied = List.copyOf(emptied);
            nanos = new LinkedHashMap<>(nanos);
        }

        /** Whether there is at least one line to show. */
        public boolean hasRows() {
            return pages.stream().anyMatch(page -> !page.rows().isEmpty());
        }

        /** Whether every page was read: then what is on none of them is gone. */
        public boolean isComplete() {
            return faults.isEmpty();
        }

        /** The fault to tell of, or null: one that ends rounds before one of a page. */
        public PageFault worst() {
            return faults.values().stream()
                    .filter(PageFault::isOfDevice)
                    .findFirst()
                    .or(() -> faults.values().stream().findFirst())
                    .orElse(null);
        }

        /** The lines of one page that was read. */
        public record PageRows(PageId page, List<PageRow> rows) {}
    }
}
