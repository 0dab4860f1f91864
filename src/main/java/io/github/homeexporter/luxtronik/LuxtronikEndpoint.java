package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.ConversationConsumer;
import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.luxtronik.BinaryConsumer.BinarySettings;
import io.github.homeexporter.luxtronik.LuxtronikComponent.BinaryTiming;
import io.github.homeexporter.luxtronik.document.LuxtronikCommand;
import io.github.homeexporter.luxtronik.document.LuxtronikConversation;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Read the values of a Luxtronik heat pump controller over its WebSocket or its binary interface.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "luxtronik",
        title = "Luxtronik",
        syntax = "luxtronik:address",
        consumerOnly = true,
        category = {Category.IOT, Category.MONITORING})
public class LuxtronikEndpoint extends DefaultEndpoint {
    private static final String USUAL_ANSWER = "10s";
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private final Timing timing;
    private final BinaryTiming binary;

    @UriPath(
            description =
                    "Host or host:port of the controller; the port is 8214 when left out, 8889 or else 8888 of the binary interface")
    @Metadata(required = true)
    private String address;

    /** Name of the device, in the label device of its series when it is not luxtronik. Default: the id of the route. */
    @UriParam
    private String name;

    /** How often values are asked for, as 30s, 5m or bare seconds; not under 1s. The controllers' web server is said to hang when it is asked once a second for long. */
    @UriParam(defaultValue = "30s")
    private String interval = "30s";

    /** WEBSOCKET, BINARY (calculations, parameters and visibilities of port 8889 or 8888, at most every 10s), or AUTO: the WebSocket, and the binary interface where that is refused. */
    @UriParam(defaultValue = "WEBSOCKET")
    private Protocol protocol = Protocol.WEBSOCKET;

    /** Password for the login. Reading needs none: what the controller does not know still gives reading. */
    @UriParam(label = "security", secret = true, defaultValue = "0")
    private String password = "0";

    /** Language of the menu, to find the page with the values: AUTO knows the words of all five. */
    @UriParam(defaultValue = "AUTO")
    private Language language = Language.AUTO;

    /** Names of the top-level pages to read, as the controller shows them, separated by commas; the sections of all but the first bear the page's name before theirs. Default: the information page, or the first one. */
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
    @UriParam(label = "advanced", defaultValue = USUAL_ANSWER)
    private String answerTimeout = USUAL_ANSWER;

    private HostPort at;
    private Duration every;
    private Duration again;
    private Duration answer;
    private String login;
    private volatile BinaryConsumer reading;

    LuxtronikEndpoint(String uri, LuxtronikComponent component, String address, Timing timing, BinaryTiming binary) {
        super(uri, component);
        this.binary = binary;
        this.address = address;
        this.timing = timing;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        at = bounds.parsed("address", () -> HostPort.parse("luxtronik", address, LuxtronikDial.DEFAULT_PORT));
        Duration shortest = protocol == Protocol.BINARY ? binary.shortest() : SHORTEST_INTERVAL;
        every = bounds.duration("interval", interval, shortest, null);
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
        DefaultConsumer consumer =
                switch (protocol) {
                    case WEBSOCKET -> webSocket(processor, fault -> {});
                    case BINARY -> binary(processor, fault -> {});
                    case AUTO ->
                        new AutoConsumer(
                                this,
                                processor,
                                at,
                                failed -> webSocket(processor, failed),
                                failed -> binary(processor, failed),
                                binary.patience());
                };
        configureConsumer(consumer);
        return consumer;
    }

    private DefaultConsumer webSocket(Processor processor, java.util.function.Consumer<Fault> failed) {
        LuxtronikDial dial = new LuxtronikDial(at, this::settings, failed);
        return new ConversationConsumer(this, processor, LuxtronikConversation.KIND, name, dial, timing);
    }

    /** A port in the address is the WebSocket's where both are tried. */
    private DefaultConsumer binary(Processor processor, java.util.function.Consumer<Fault> failed) {
        int port = HostPort.of(address, 0).map(HostPort::port).orElse(0);
        boolean given = protocol == Protocol.BINARY && port > 0;
        BinarySettings settings = new BinarySettings(
                name == null || name.isBlank() ? null : name,
                at.host(),
                given ? List.of(port) : binary.ports(),
                binary.interval(at, every),
                binary.answer(at, answer, answerTimeout.equals(USUAL_ANSWER)),
                binary.parametersEvery(),
                binary.flagsEvery());
        reading = new BinaryConsumer(this, processor, settings, failed);
        return reading;
    }

    private List<String> pages() {
        List<String> names = Arrays.stream((page == null ? "" : page).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return names.isEmpty() ? List.of("") : names;
    }

    /** What there is to say of the controller behind a binary interface, in lines; empty where none was read. */
    public List<String> told() {
        BinaryConsumer consumer = reading;
        return consumer == null ? List.of() : consumer.told();
    }

    private LuxtronikSettings settings(String device) {
        return new LuxtronikSettings(device, every, again, answer, mode, language, pages(), naming, login);
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

    public Protocol getProtocol() {
        return protocol;
    }

    public void setProtocol(Protocol protocol) {
        this.protocol = protocol;
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

    /** Which of a controller's interfaces is read. */
    public enum Protocol {
        /** The one of the controller's own web page, with the words that it shows. */
        WEBSOCKET,
        /** Numbers without words: goes on where the web server is off. */
        BINARY,
        /** The WebSocket, and the binary interface where that is refused. */
        AUTO
    }
}
