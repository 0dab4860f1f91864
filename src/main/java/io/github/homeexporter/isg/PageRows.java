package io.github.homeexporter.isg;

import java.util.List;

/** The lines of one page that was read. */
record PageRows(PageId page, List<Row> rows) {}
