package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.ConversationConsumer;
import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.loxone.LoxoneSession.LoxoneSettings;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.loxone.login.Dialogue.SessionTiming;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.loxone.structure.ControlFilter.FilterText;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SamplesComponent;
import java.util.List;
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
 * Read every state of a Loxone Miniserver over its WebSocket.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "loxone",
        title = "Loxone Miniserver",
        syntax = "loxone:address",
        consumerOnly = true,
        category = {Category.IOT, Category.MONITORING})
public class LoxoneEndpoint extends DefaultEndpoint {
    private static final int LARGEST_MESSAGE = 1024 * 1024 * 1024;

    private final Timing timing;

    @UriPath(
            description =
                    "Host or host:port of the Miniserver, a proxy's address with a path, or the serial number; an IPv6 address with a port stands in brackets")
    @Metadata(required = true)
    private String address;

    /** Value of the label miniserver. Default: the host. */
    @UriParam
    private String name;

    /** Port of HTTP and of plain WebSockets, when the address names none. */
    @UriParam(defaultValue = "80")
    private int port = LoxoneAddress.DEFAULT_PORT;

    /** Port of HTTPS and of encrypted WebSockets. */
    @UriParam(defaultValue = "443")
    private int sslPort = LoxoneAddress.DEFAULT_SSL_PORT;

    /** Names of the metrics: those of loxone-prometheus-exporter, names by the book, or both. */
    @UriParam(defaultValue = "LEGACY")
    private Naming naming = Naming.LEGACY;

    /** Whether states that are texts are exported too, as info metrics. */
    @UriParam
    private boolean includeTextValues;

    /** States of a structure file that are kept, at most. */
    @UriParam(label = "advanced", defaultValue = "50000")
    private int maxStates = ExportScope.DEFAULT_MAX_STATES;

    /** Hours ahead for which the weather forecast is exported, separated by commas; none when empty. */
    @UriParam
    private String forecastHours;

    /** Where a serial number is looked up, a URL; Loxone's Cloud DNS when empty. */
    @UriParam(label = "advanced")
    private String cloudDns;

    /** Longest message in bytes; the structure file is the longest there is. */
    @UriParam(label = "advanced", defaultValue = "67108864")
    private int maxMessageSize = LoxoneSettings.DEFAULT_MAX_MESSAGE_SIZE;

    @UriParam
    private TimingOptions timingOptions = new TimingOptions();

    @UriParam
    private LoginOptions loginOptions = new LoginOptions();

    @UriParam
    private LoxoneTls tlsOptions = new LoxoneTls();

    @UriParam
    private FilterOptions filterOptions = new FilterOptions();

    private LoxoneAddress at;
    private List<Integer> hours;
    private SessionTiming waits;
    private Access access;
    private ControlFilter filter;

    LoxoneEndpoint(String uri, LoxoneComponent component, String address, Timing timing) {
        super(uri, component);
        this.address = address;
        this.timing = timing;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        bounds.number("port", port, 1, 65535);
        bounds.number("sslPort", sslPort, 1, 65535);
        // a wrong port is not the address's fault
        boolean ports = bounds.isKept();
        at = bounds.parsed("address", () -> LoxoneAddress.parse(address, ports ? port : 80, ports ? sslPort : 443));
        if (!cloudDns().matches("(?:https?://[^\\s/]+)?")) {
            bounds.refuse(
                    "cloudDns",
                    cloudDns(),
                    "http://host or https://host, with a port where it is another; empty for Loxone's");
        }
        bounds.number("maxMessageSize", maxMessageSize, 1024, LARGEST_MESSAGE);
        bounds.number("maxStates", maxStates, 1, 10_000_000);
        hours = hours(bounds);
        waits = timingOptions.judged(bounds);
        access = loginOptions.judged(bounds);
        filter = filterOptions.judged(bounds);
        tlsOptions.judge(bounds);
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("loxone: only reads; nothing can be written to a Miniserver");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Approach approach = new Approach(at, cloudDns(), tlsOptions::trust);
        LoxoneDial dial = new LoxoneDial(
                approach, this::settings, loginOptions.getTokenFile(), SamplesComponent.store(getCamelContext()));
        dial.listIn(getCamelContext().getRegistry().findSingleByType(Miniservers.class));
        ConversationConsumer consumer =
                new ConversationConsumer(this, processor, ExportScope.KIND, null, dial, timing) {
                    /** The route goes for good, and what the program says of the Miniserver goes too. */
                    @Override
                    protected void doShutdown() throws Exception {
                        super.doShutdown();
                        dial.forget();
                    }
                };
        configureConsumer(consumer);
        return consumer;
    }

    LoxoneSettings settings(String device) {
        ExportScope exposition = new ExportScope(
                device,
                name == null || name.isBlank() ? at.name() : name.strip(),
                naming,
                includeTextValues,
                filter,
                maxStates,
                hours);
        return new LoxoneSettings(
                access,
                exposition,
                waits,
                LoxoneAddress.isSecure(address) ? Encryption.ALWAYS : tlsOptions.wanted(),
                maxMessageSize);
    }

    private String cloudDns() {
        return cloudDns == null ? "" : cloudDns.strip();
    }

    private List<Integer> hours(Bounds bounds) {
        List<String> texts = FilterText.list(forecastHours);
        if (texts.stream().allMatch(text -> text.matches("\\d{1,2}"))) {
            return texts.stream().map(Integer::valueOf).toList();
        }
        bounds.refuse("forecastHours", forecastHours, "hours of 0 to 99, as 1,6,24");
        return List.of();
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public int getSslPort() {
        return sslPort;
    }

    public void setSslPort(int sslPort) {
        this.sslPort = sslPort;
    }

    public Naming getNaming() {
        return naming;
    }

    public void setNaming(Naming naming) {
        this.naming = naming;
    }

    public boolean isIncludeTextValues() {
        return includeTextValues;
    }

    public void setIncludeTextValues(boolean includeTextValues) {
        this.includeTextValues = includeTextValues;
    }

    public int getMaxStates() {
        return maxStates;
    }

    public void setMaxStates(int maxStates) {
        this.maxStates = maxStates;
    }

    public String getForecastHours() {
        return forecastHours;
    }

    public void setForecastHours(String forecastHours) {
        this.forecastHours = forecastHours;
    }

    public String getCloudDns() {
        return cloudDns;
    }

    public void setCloudDns(String cloudDns) {
        this.cloudDns = cloudDns;
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public TimingOptions getTimingOptions() {
        return timingOptions;
    }

    public void setTimingOptions(TimingOptions timingOptions) {
        this.timingOptions = timingOptions;
    }

    public LoginOptions getLoginOptions() {
        return loginOptions;
    }

    public void setLoginOptions(LoginOptions loginOptions) {
        this.loginOptions = loginOptions;
    }

    public LoxoneTls getTlsOptions() {
        return tlsOptions;
    }

    public void setTlsOptions(LoxoneTls tlsOptions) {
        this.tlsOptions = tlsOptions;
    }

    public FilterOptions getFilterOptions() {
        return filterOptions;
    }

    public void setFilterOptions(FilterOptions filterOptions) {
        this.filterOptions = filterOptions;
    }
}
