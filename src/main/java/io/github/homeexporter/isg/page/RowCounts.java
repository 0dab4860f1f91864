package io.github.homeexporter.isg.page;

/**
 * Lines of one round that are not shown as they stand.
 *
 * @param circuit2 left out on demand
 * @param sensorFaults temperatures that mean a broken sensor
 * @param duplicates names that stand in several sections, and lines that stand twice in one
 */
public record RowCounts(int circuit2, int sensorFaults, int duplicates) {
    static final RowCounts NONE = new RowCounts(0, 0, 0);
}
