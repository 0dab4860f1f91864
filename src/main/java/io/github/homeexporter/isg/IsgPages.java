package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.IsgPage;
import io.github.homeexporter.isg.page.PageFault;
import io.github.homeexporter.isg.page.PageId;
import io.github.homeexporter.isg.page.WebCycle;
import io.github.homeexporter.isg.page.WebCycle.PageRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

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
}
