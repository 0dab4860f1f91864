package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.Credentials;
import io.github.homeexporter.tapo.wire.Digests;
import io.github.homeexporter.tapo.wire.TdpPacket;
import io.github.homeexporter.tapo.wire.TransportKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/** A plug that is not there: speaks its transport on a free port of 127.0.0.1. */
public final class SimulatedPlug implements Closeable {
    /** The account its plugs belong to. */
    public static final Credentials ACCOUNT = new Credentials("user@example.com", "great_password");

    private final PlugModel model;
    private final String mac;
    private final String alias;
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private volatile PlugValues values = new PlugValues(() -> 42.5);
    private volatile UnaryOperator<String> said;
    private volatile Credentials account = ACCOUNT;
    private volatile Set<PlugQuirk> quirks = Set.of();
    private final PlugSocket socket;

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
        PlugServer server =
                switch (model.transport) {
                    case KLAP -> new KlapServer(this);
                    case AES -> new PassthroughServer(this);
                    case TPAP -> new TpapServer(this);
                    case XOR -> null;
                };
        this.socket = new PlugSocket(this, server, port);
    }

    /** {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return socket.port();
    }

    public String mac() {
        return mac;
    }

    /** From now on, instead of those before. */
    public SimulatedPlug quirks(PlugQuirk... now) {
        EnumSet<PlugQuirk> set = EnumSet.noneOf(PlugQuirk.class);
        set.addAll(List.of(now));
        quirks = set;
        return this;
    }

    /** Another account than {@link #ACCOUNT}. */
    public SimulatedPlug belongsTo(Credentials other) {
        account = other;
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
        return socket.mostOpen();
    }

    boolean is(PlugQuirk quirk) {
        return quirks.contains(quirk);
    }

    PlugModel model() {
        return model;
    }

    String alias() {
        return alias;
    }

    PlugValues values() {
        return values;
    }

    Credentials account() {
        return account;
    }

    void login() {
        logins.incrementAndGet();
    }

    /** @param requests of the session so far */
    boolean isSessionOver(int requests) {
        return is(PlugQuirk.ALWAYS_EXPIRES) || (is(PlugQuirk.EXPIRES) && requests >= 3);
    }

    String answer(String question) {
        questions.add(question);
        if (is(PlugQuirk.MALFORMED_JSON)) {
            return "{\"result\":{\"responses\":[,";
        }
        UnaryOperator<String> instead = said;
        if (instead != null) {
            return instead.apply(question);
        }
        try {
            Json json = Json.parse(question);
            return model.iot ? new IotAnswers(this).answer(json) : new SmartAnswers(this).answer(json);
        } catch (IOException e) {
            return "{\"error_code\":-1008}";
        }
    }

    /** What it says to a discovery probe on the port of newer firmware; null for a Kasa plug. */
    byte[] discoveryAnswer() {
        if (model.transport == TransportKind.XOR) {
            return null;
        }
        boolean tpap = model.transport == TransportKind.TPAP;
        // very old firmware does not name its login
        String version = model == PlugModel.P110_OLD ? "" : ",\"lv\":2";
        String json = "{\"error_code\":0,\"result\":{\"device_id\":\"8000\",\"owner\":\""
                + Digests.owner(account.username()) + "\",\"device_type\":\"" + model.family()
                + "\",\"device_model\":\"" + model.fullName() + "\",\"ip\":\"127.0.0.1\",\"mac\":\""
                + mac.replace(':', '-') + "\"" + (tpap ? ",\"tpap_preferred\":true" : "")
                + ",\"mgt_encrypt_schm\":{\"is_support_https\":false,\"encrypt_type\":\"" + model.transport
                + "\",\"http_port\":" + port() + version + "}}}";
        return TdpPacket.packet(2, 0x12, 0, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Pulls it out of the wall. */
    public void unplug() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
