package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One part of what is exported. Called by one thread at a time, though not always the same; reads files only through the
 * {@link HostFiles} it was given.
 */
public interface Collector {
    /** Every metric it can produce but those named after a field of a kernel file, which the documentation gives by pattern. */
    List<Column> columns();

    /**
     * Adds the samples of one cycle. Nothing to say is no fault: a machine without sensors has none.
     *
     * @throws IOException when a file is missing that every Linux has
     */
    void collect(Samples out) throws IOException, InterruptedException;

    /** Of the last cycle's series those that others wrote, and the file each stands in: one that is read here too is not theirs to tell. */
    default Map<Series, String> others() {
        return Map.of();
    }
}
