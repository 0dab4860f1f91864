package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.poll.Bounds;
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
 * Answer an HTTP request with the devices of the home that answer when they are asked, as lines for application.properties.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "discovery",
        title = "Discovery",
        syntax = "discovery:place",
        producerOnly = true,
        remote = false,
        category = {Category.IOT})
public class DiscoveryEndpoint extends DefaultEndpoint {
    private static final String HOME = "home";

    @UriPath(enums = HOME, description = "home: the networks this machine is in")
    @Metadata(required = true)
    private String place;

    /** How long answers are waited for, 1 to 10 seconds. */
    @UriParam(defaultValue = "5")
    private int seconds = 5;

    /** Name or address of the only network interface to ask on; empty for all but those of containers. */
    @UriParam
    private String networkInterface = "";

    /** What is asked for as Authorization: Bearer; without one everybody is refused. */
    @UriParam(secret = true)
    private String token = "";

    public DiscoveryEndpoint(String uri, DiscoveryComponent component, String place) {
        super(uri, component);
        this.place = place;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        if (!place.equals(HOME)) {
            bounds.refuse("place", place, HOME);
        }
        bounds.number("seconds", seconds, 1, 10);
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        return new DiscoveryProducer(this, Targets.USUAL);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("discovery: answers requests; it gives no messages");
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }

    public int getSeconds() {
        return seconds;
    }

    public void setSeconds(int seconds) {
        this.seconds = seconds;
    }

    public String getNetworkInterface() {
        return networkInterface;
    }

    public void setNetworkInterface(String networkInterface) {
        this.networkInterface = networkInterface;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }
}
