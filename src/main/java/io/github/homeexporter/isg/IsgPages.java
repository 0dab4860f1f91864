package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.IsgPage;
import io.github.homeexporter.isg.page.IsgPage.Link;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.IsgPage.WebCycle;
import io.github.homeexporter.isg.page.IsgPage.WebCycle.PageRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Goes over the pages of one ISG, one after the other: its web server is slow and does one thing at a time. */
final class IsgPages {
    /** So many pages that fail in a row are no coincidence; the rest of the round is left out. */
    private static final int GIVE_UP_AFTER = 3;

    private final WebSession session;
    private final PagePlan plan;
    private final LongSupplier nanos;
    private final int rollover;
    private int rounds;

    /** @param rollover after how many rounds a new session is forced, 0 for never */
    IsgPages(WebSession session, PagePlan plan, LongSupplier nanos, int rollover) {
        this.session = session;
        this.plan = plan;
        this.nanos = nanos;
        this.rollover = rollover;
    }

    /** One round. Never throws: what went wrong is in the result. */
    WebCycle read() {
        Round round = new Round();
        try {
            session.check();
        } catch (PageFault e) {
            round.failed(plan.first(), e);
            return round.result();
        }
        if (rollover > 0 && rounds > 0 && rounds % rollover == 0) {
            session.end();
        }
        rounds++;
        IsgPage first = round.open(plan.first());
        if (first != null) {
            plan.learn(first.links());
        }
        for (PageId page : plan.others(nanos.getAsLong())) {
            round.open(page);
        }
        return round.result();
    }

    private final class Round {
        private final List<PageRows> pages = new ArrayList<>();
        private final Map<PageId, PageFault> faults = new LinkedHashMap<>();
        private final List<PageId> emptied = new ArrayList<>();
        private final Map<PageId, Long> took = new LinkedHashMap<>();
        private String language = "";
        private String firmware = "";
        private int inARow;
        private PageFault end;

        /** The page, or null. */
        private IsgPage open(PageId id) {
            if (end != null) {
                faults.put(id, end);
                return null;
            }
            long begin = nanos.getAsLong();
            try {
                IsgPage page = session.open(id);
                inARow = 0;
                took.put(id, nanos.getAsLong() - begin);
                taken(id, page);
                return page;
            } catch (PageFault e) {
                took.put(id, nanos.getAsLong() - begin);
                failed(id, e);
                return null;
            }
        }

        private void taken(PageId id, IsgPage page) {
            pages.add(new PageRows(id, page.rows()));
            language = page.language().isEmpty() ? language : page.language();
            firmware = page.firmware().isEmpty() ? firmware : page.firmware();
            if (plan.read(id, !page.rows().isEmpty(), nanos.getAsLong())) {
                emptied.add(id);
            }
        }

        private void failed(PageId id, PageFault fault) {
            faults.put(id, fault);
            inARow++;
            if (fault.isOfDevice() || inARow >= GIVE_UP_AFTER) {
                end = fault;
            }
        }

        private WebCycle result() {
            return new WebCycle(pages, faults, emptied, took, language, firmware);
        }
    }

    /**
     * Which pages are read. Their numbers depend on the controller, so they are taken from the navigation, unless somebody lists
     * them. A page that has no table rests for an hour.
     */
    static final class PagePlan {
        static final String AUTO = "auto";

        private static final long REST_NANOS = Duration.ofHours(1).toNanos();
        private static final int MAX_PAGES = 40;
        private static final int INFO = 1;
        private static final int DIAGNOSIS = 2;
        /** Legal texts, manuals, and lists of past faults, in the languages of the pages we have seen. */
        private static final Pattern NO_VALUES = Pattern.compile(
                "(?i)lizenz|licen[cs]e|nutzung|datenschutz|privacy|handbuch|manual|bedienung|operation and install"
                        + "|fehlerliste|fault list|error list|meldungsliste|message list|notification");
        /** Contractor's page of an LWZ; a WPM has no such number. */
        private static final PageId CONTRACTOR = new PageId(2, 3);

        private static final PageId WPM_CALCULATION = new PageId(2, 6);
        /** ISG debug and energy management debug: an LWZ has them, its navigation does not. */
        private static final List<PageId> HIDDEN = List.of(new PageId(2, 4), new PageId(4, 7));
        /** What the replaced exporter asks every ISG for: for pages without a navigation. */
        private static final List<PageId> FIXED = List.of(
                PageId.START,
                new PageId(1, 1),
                new PageId(2, 0),
                new PageId(2, 1),
                CONTRACTOR,
                new PageId(2, 4),
                new PageId(4, 7));

        private final boolean auto;
        private List<PageId> pages;
        private final Map<PageId, Long> restingSince = new HashMap<>();
        private final Set<PageId> hadRows = new HashSet<>();

        /** @param pages auto, or page numbers separated by blanks or semicolons: {@code 1,0 1,1 2,0} */
        PagePlan(String pages) {
            this.auto = pages.strip().equalsIgnoreCase(AUTO) || pages.isBlank();
            this.pages = auto ? List.of() : listed(pages);
        }

        /** The page to begin with. */
        PageId first() {
            return auto ? PageId.START : pages.get(0);
        }

        /** Takes the navigation of the page the cycle began with. */
        void learn(List<Link> links) {
            if (auto) {
                pages = links.isEmpty() ? FIXED : ofNavigation(links);
                if (restingSince.size() + hadRows.size() > 10 * MAX_PAGES) {
                    // no navigation has so many: one that is another each time
                    restingSince.clear();
                    hadRows.clear();
                }
            }
        }

        /** The pages after the first one. */
        List<PageId> others(long nanos) {
            return pages.stream()
                    .filter(page -> !page.equals(first()) && !isResting(page, nanos))
                    .toList();
        }

        /** Whether a page without a table is a surprise: it had one before. */
        boolean read(PageId page, boolean hasRows, long nanos) {
            if (hasRows) {
                restingSince.remove(page);
                hadRows.add(page);
                return false;
            }
            if (!hadRows.contains(page)) {
                restingSince.put(page, nanos);
            }
            return hadRows.contains(page);
        }

        private boolean isResting(PageId page, long nanos) {
            Long since = restingSince.get(page);
            return since != null && nanos - since < REST_NANOS;
        }

        private static List<PageId> listed(String text) {
            Set<PageId> all = new LinkedHashSet<>();
            for (String part : text.strip().split("[\\s;]+")) {
                all.add(PageId.parse(part));
            }
            return List.copyOf(all);
        }

        private static List<PageId> ofNavigation(List<Link> links) {
            Set<PageId> all = new LinkedHashSet<>();
            all.add(PageId.START);
            boolean contractor = false;
            boolean wpm = false;
            for (Link link : links) {
                int group = link.page().group();
                boolean wanted = group == INFO || group == DIAGNOSIS;
                if (wanted
                        && all.size() < MAX_PAGES
                        && !NO_VALUES.matcher(link.title()).find()) {
                    all.add(link.page());
                }
                contractor |= link.page().equals(CONTRACTOR);
                wpm |= link.page().equals(WPM_CALCULATION);
            }
            if (contractor && !wpm) {
                all.addAll(HIDDEN);
            }
            return new ArrayList<>(all);
        }
    }
}
