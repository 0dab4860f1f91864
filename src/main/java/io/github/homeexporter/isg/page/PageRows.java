package io.github.homeexporter.isg.page;

import java.util.List;

/** The lines of one page that was read. */
public record PageRows(PageId page, List<PageRow> rows) {}
