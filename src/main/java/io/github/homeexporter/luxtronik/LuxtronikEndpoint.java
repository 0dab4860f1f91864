package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.ConversationConsumer;
import io.github.homeexporter.conversation.Timing;
import io.github.homeexporter.luxtronik.document.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikCommand;
import io.github.homeexporter.luxtronik.document.LuxtronikConversation;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings;
import io.github.homeexporter.luxtronik.document.PollMode;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import java.time.Duration;
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
 * Read the values of a Luxtronik heat pump controller over its WebSocket.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "luxtronik",
        title = "Luxtronik",
        syntax = "luxtronik:address",
        consumerOnly = true,
        category = {Category.IOT, Category.MONITORING})
public class LuxtronikEndpoint extends DefaultEndpoint {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private final Timing timing;

    @UriPath(description = "Host or host:port of the controller; the port is 8214 when left out")
    @Metadata(required = true)
    private String address;

    /** Name of the device, in the label device of its series when it is not luxtronik. Default: the id of the route. */
    @UriParam
    private String name;

    /** How often values are asked for, as 30s, 5m or bare seconds; not under 1s. The controllers' web server is said to hang when it is asked once a second for long. */
    @UriParam(defaultValue = "30s")
    private String interval = "30s";

    /** Password for the login. Reading needs none: what the controller does not know still gives reading. */
    @UriParam(label = "security", secret = true, defaultValue = "0")
    private String password = "0";

    /** Language of the menu, to find the page with the values: AUTO knows the words of all five. */
    @UriParam(defaultValue = "AUTO")
    private Language language = Language.AUTO;

    /** Name of the top-level page to read, as the controller shows it. Default: the information page, or the first one. */
    @UriParam
    private String page;

    /** Names of the metrics: those of luxtronik2-exporter, names by the book, or both. */
    @UriParam(defaultValue = "LEGACY")
    private Naming naming = Naming.LEGACY;

    /** How often the whole page is fetched anew, for what only it shows (error memory, new items); 0s for only when the values call for it. */
    @UriParam(defaultValue = "10m")
    private String reget = "10m";

    /** REFRESH asks for the values only, GET for the whole page each time. */
    @UriParam(defaultValue = "REFRESH")
    private PollMode mode = PollMode.REFRESH;

    /** How long the controller may take for one answer; after that the connection is made anew. */
    @UriParam(label = "advanced", defaultValue = "10s")
    private String answerTimeout = "10s";

    private HostPort at;
    private Duration every;
    private Duration again;
    private Duration answer;
    private String login;

    LuxtronikEndpoint(String uri, LuxtronikComponent component, String address, Timing timing) {
        super(uri, component);
        this.address = address;
        this.timing = timing;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        at = bounds.parsed("address", () -> HostPort.parse("luxtronik", address, LuxtronikDial.DEFAULT_PORT));
        every = bounds.duration("interval", interval, SHORTEST_INTERVAL, null);
        again = bounds.duration("reget", reget, Duration.ZERO, null);
        answer = bounds.duration("answerTimeout", answerTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        login = password == null || password.isBlank() ? "0" : password.strip();
        if (!LuxtronikCommand.isArgument(login)) {
            bounds.fault("password", ": is not usable; allowed: up to 64 characters without blanks and semicolons");
        }
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("luxtronik: only reads; nothing can be written to a controller");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LuxtronikDial dial = new LuxtronikDial(at, this::settings);
        ConversationConsumer consumer =
                new ConversationConsumer(this, processor, LuxtronikConversation.KIND, name, dial, timing);
        configureConsumer(consumer);
        return consumer;
    }

    private LuxtronikSettings settings(String device) {
        return new LuxtronikSettings(
                device, every, again, answer, mode, language, page == null ? "" : page.strip(), naming, login);
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

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public Language getLanguage() {
        return language;
    }

    public void setLanguage(Language language) {
        this.language = language;
    }

    public String getPage() {
        return page;
    }

    public void setPage(String page) {
        this.page = page;
    }

    public Naming getNaming() {
        return naming;
    }

    public void setNaming(Naming naming) {
        this.naming = naming;
    }

    public String getReget() {
        return reget;
    }

    public void setReget(String reget) {
        this.reget = reget;
    }

    public PollMode getMode() {
        return mode;
    }

    public void setMode(PollMode mode) {
        this.mode = mode;
    }

    public String getAnswerTimeout() {
        return answerTimeout;
    }

    public void setAnswerTimeout(String answerTimeout) {
        this.answerTimeout = answerTimeout;
    }
}
