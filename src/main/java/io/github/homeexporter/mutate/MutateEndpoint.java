package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.LiveRules.RulesFault;
import io.github.homeexporter.poll.Bounds;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Turn the texts of a device into numbers with names and units, by the rules of a file.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "mutate",
        title = "Mutate",
        syntax = "mutate:file",
        producerOnly = true,
        remote = false,
        category = {Category.TRANSFORMATION})
public class MutateEndpoint extends DefaultEndpoint {
    @UriPath(
            description =
                    "Rules file, from the working directory, or when there is none the one of that name in the jar. A"
                            + " changed file is taken over within two seconds when it has no faults.")
    @Metadata(required = true)
    private String file;

    /** Time zone of the times the device writes, as Europe/Berlin. Default: the system's. */
    @UriParam
    private String zone;

    /** Readings that are not logged when no rule takes them: section:name, regular expressions over slugs, pairs separated by commas. A comma or colon of an expression is written with a backslash before it. */
    @UriParam
    private String mutes;

    private LiveRules rules;
    private Mutes compiledMutes;

    public MutateEndpoint(String uri, MutateComponent component, String file) {
        super(uri, component);
        this.file = file;
    }

    /** Reads the rules, so that a fault of theirs refuses the route and not its first message. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        compiledMutes = bounds.parsed("mutes", () -> Mutes.parse(mutes));
        try {
            rules = ((MutateComponent) getComponent()).rules(file, zoneId(bounds));
        } catch (RulesFault e) {
            e.faults().forEach(fault -> bounds.fault("file", ": " + fault));
        } catch (IllegalArgumentException e) {
            bounds.fault("file", ": " + e.getMessage());
        }
        bounds.orThrow();
    }

    LiveRules rules() {
        return rules;
    }

    Mutes compiledMutes() {
        return compiledMutes;
    }

    @Override
    public Producer createProducer() {
        return new MutateProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("mutate: changes what passes; it gives nothing by itself");
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        rules.report();
    }

    private ZoneId zoneId(Bounds bounds) {
        try {
            return zone == null || zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            bounds.refuse("zone", zone, "a time zone, as Europe/Berlin, UTC, +01:00");
            return ZoneId.systemDefault();
        }
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public String getMutes() {
        return mutes;
    }

    public void setMutes(String mutes) {
        this.mutes = mutes;
    }
}
