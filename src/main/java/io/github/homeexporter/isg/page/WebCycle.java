package io.github.homeexporter.isg.page;

import io.github.homeexporter.isg.page.IsgPage.PageRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        PageFault worst = null;
        for (PageFault fault : faults.values()) {
            if (worst == null || (fault.isOfDevice() && !worst.isOfDevice())) {
                worst = fault;
            }
        }
        return worst;
    }

    /** The lines of one page that was read. */
    public record PageRows(PageId page, List<PageRow> rows) {}
}
