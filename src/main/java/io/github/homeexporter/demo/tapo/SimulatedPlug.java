package io.github.homeexporter.demo.tapo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/** A plug that is not there: speaks its transport on a free port of 127.0.0.1. */
public final class SimulatedPlug extends LoopbackDevice {
    /** A TP-Link account; plugs hash its exact bytes. */
    public record Account(String username, String password) {}

    /** The account its plugs belong to. */
    public static final Account ACCOUNT = new Account("user@example.com", "great_password");

    static final ObjectMapper JSON = new ObjectMapper();

    /** Ways in which a simulated plug misbehaves. */
    public enum PlugQuirk {
        /** Third-party compatibility is switched off: HTTP 403 to the first KLAP handshake. */
        CLOSED,
        /** Ends the session after three requests. */
        EXPIRES,
        /** Ends the session with every request. */
        ALWAYS_EXPIRES,
        WRONG_SIGNATURE,
        /** Half of the answer's bytes. */
        TRUNCATED,
        MALFORMED_JSON,
        BAD_PADDING,
        /** Answers after ten seconds. */
        SLOW,
        /** Closes the connection instead of answering. */
        DROPS,
        /** Closes the connection instead of every second answer. */
        DROPS_EVERY_SECOND,
        /** Answers -1003 to a batch. */
        NO_BATCHES,
        /** A batch ends at the first method with an error. */
        BATCH_STOPS,
        /** Answers -1002 to get_emeter_data. */
        NO_EMETER_DATA,
        /** Does not know the time: -1003 to get_energy_usage. */
        NO_TIME,
        /** A hub that hears all its sensors, none of which has anything to report. */
        ALL_WELL
    }

    /** There will be no answer: the connection stays open and silent. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What it measures; sockets of a strip differ by their number. */
    record PlugValues(DoubleSupplier watts) {
        private static final double VOLTS = 230.5;

        long milliwatts(int socket) {
            return Math.round(watts.getAsDouble() * 1000) + socket;
        }

        long milliamperes(int socket) {
            return Math.round(milliwatts(socket) / VOLTS);
        }

        long millivolts() {
            return Math.round(VOLTS * 1000);
        }

        int today(int socket) {
            return 173 + socket;
        }

        int month(int socket) {
            return 6110 + socket;
        }

        int total(int socket) {
            return 48_000 + socket;
        }
    }

    final PlugModel model;
    private final String mac;
    private final String alias;
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    volatile PlugValues values = new PlugValues(() -> 42.5);
    private volatile UnaryOperator<String> said;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile List<String> ignored = List.of();
    volatile Account account = ACCOUNT;
    private volatile Set<PlugQuirk> quirks = Set.of();

    /** @param number tells plugs apart: it is the end of the MAC address */
    public SimulatedPlug(PlugModel model, String alias, int number, PlugQuirk... quirks) throws IOException {
        this(model, alias, number, 0, quirks);
    }

    /** @param port 0 for a free one */
    public SimulatedPlug(PlugModel model, String alias, int number, int port, PlugQuirk... quirks) throws IOException {
        this.model = model;
        this.alias = alias;
        this.mac = "A8:6E:84:00:%02X:%02X".formatted(number >> 8, number & 0xff);
        quirks(quirks);
        PlugSocket.Http http =
                switch (model.encryption) {
                    case KLAP -> new KlapServer(this);
                    case AES -> new PassthroughServer(this);
                    case TPAP -> new TpapServer(this);
                    case XOR -> null;
                };
        serve(LoopbackServer.bare("plug", port, new PlugSocket(this, http)));
    }

    public String mac() {
        return mac;
    }

    public String alias() {
        return alias;
    }

    /** From now on, instead of those before. */
    public SimulatedPlug quirks(PlugQuirk... now) {
        quirks = Set.copyOf(List.of(now));
        return this;
    }

    /** Another account than {@link #ACCOUNT}. */
    public SimulatedPlug belongsTo(String username, String password) {
        account = new Account(username, password);
        return this;
    }

    public SimulatedPlug draws(DoubleSupplier watts) {
        values = new PlugValues(watts);
        return this;
    }

    /** From now on says this to every question, instead of what its model would say. */
    public SimulatedPlug says(UnaryOperator<String> answers) {
        said = answers;
        return this;
    }

    /** From now on answers this error to a method of that name, alone or in a batch; 0 for what it would say. */
    public SimulatedPlug refuses(String method, int code) {
        refusals.put(method, code);
        return this;
    }

    /** From now on never answers a question that holds such a word; none for all. */
    public SimulatedPlug ignores(String... words) {
        ignored = List.of(words);
        return this;
    }

    /** The error it answers to a method, 0 for none. */
    int refusal(String method) {
        return refusals.getOrDefault(method, 0);
    }

    /** How often somebody tried to log in. */
    public int logins() {
        return logins.get();
    }

    /** All questions that arrived, decrypted, in order. */
    public List<String> questions() {
        return questions;
    }

    /** The most connections that were open at a time. */
    public int mostOpen() {
        return server().mostOpen();
    }

    boolean is(PlugQuirk quirk) {
        return quirks.contains(quirk);
    }

    /** 40 hexadecimal digits; those of its sockets have two more. */
    String deviceId() {
        return (model.iot ? "8006" : "8022") + mac.replace(":", "") + "0".repeat(24);
    }

    /** The number of a socket, from 1, by the id that a list of its strip gave it. */
    static int socket(String id) {
        return 1 + Integer.parseInt(id.substring(id.length() - 2));
    }

    void login() {
        logins.incrementAndGet();
    }

    /** @param requests of the session so far */
    boolean isSessionOver(int requests) {
        return is(PlugQuirk.ALWAYS_EXPIRES) || (is(PlugQuirk.EXPIRES) && requests >= 3);
    }

    /** @param json with {@code '} for quotation marks */
    static ObjectNode object(String json) {
        try {
            return JSON.readValue(json.replace('\'', '"'), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    String answer(String question) {
        questions.add(question);
        if (ignored.stream().anyMatch(question::contains)) {
            throw new Unanswered();
        }
        if (is(PlugQuirk.MALFORMED_JSON)) {
            return "{\"result\":{\"responses\":[,";
        }
        UnaryOperator<String> instead = said;
        if (instead != null) {
            return instead.apply(question);
        }
        try {
            JsonNode json = JSON.readTree(question);
            ObjectNode answer = model.iot ? new IotAnswers(this).answer(json) : new SmartAnswers(this).answer(json);
            return answer.toString();
        } catch (JsonProcessingException e) {
            return "{\"error_code\":-1008}";
        }
    }

    /** Pulls it out of the wall. */
    public void unplug() throws IOException {
        close();
    }
}
