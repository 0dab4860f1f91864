package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.frame.LoxoneTime;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.loxone.login.Access.LoginMethod;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Answer.ApiInfo;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.Dialogue.SessionTiming;
import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.loxone.login.TokenStore;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.loxone.structure.Structure;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Series;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;

/**
 * What outlives a connection to one Miniserver: what it told everyone, the token, the structure, and how often it refused us.
 * Used by one connection at a time.
 */
public final class LoxoneSession {
    private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(15);

    private final LoxoneSettings settings;
    private final TokenStore tokens;
    private final SecureRandom random;
    private final LongSupplier epochMillis;
    private final HealthSeries health;
    private ApiInfo api = ApiInfo.UNKNOWN;
    private PublicKey publicKey;
    private MiniserverModel model;
    private volatile Structure structure;
    private volatile boolean keepsStructure;
    private boolean onlyByTls;
    private int refusals;
    private long unknownValues;
    private Supplier<List<Series>> left = List::of;
    private boolean loggedIn;

    /**
     * @param epochMillis wall clock, milliseconds since 1970
     * @param health takes the {@code loxone_exporter_*} and {@code home_exporter_loxone_*} numbers as they change
     */
    LoxoneSession(
            LoxoneSettings settings,
            TokenStore tokens,
            SecureRandom random,
            LongSupplier epochMillis,
            ObjDoubleConsumer<Series> health) {
        this.settings = settings;
        this.tokens = tokens;
        this.random = random;
        this.epochMillis = epochMillis;
        this.health = new HealthSeries(settings.exposition(), health);
    }

    /**
     * One conversation for one connection.
     *
     * @param secure whether the connection is {@code wss}
     */
    public LoxoneConversation conversation(boolean secure) {
        loggedIn = false;
        return new LoxoneConversation(this, secure);
    }

    LoxoneSettings settings() {
        return settings;
    }

    SecureRandom random() {
        return random;
    }

    HealthSeries health() {
        return health;
    }

    /** What the store still has of the same route before it was restarted, with other settings perhaps. */
    List<Series> left() {
        return left.get();
    }

    void left(Supplier<List<Series>> series) {
        left = series;
    }

    /** What {@code jdev/cfg/apiKey} answered. */
    void describe(ApiInfo info) {
        api = info;
    }

    ApiInfo api() {
        return api;
    }

    LoginMethod loginMethod() {
        return settings.access().method().resolve(api.firmware());
    }

    /** Whether {@code jdev/sys/getPublicKey} has to be asked before the next connection. */
    public boolean needsPublicKey() {
        return publicKey == null && loginMethod() != LoginMethod.HASH;
    }

    public void publicKey(PublicKey key) {
        publicKey = key;
    }

    public Optional<PublicKey> publicKey() {
        return Optional.ofNullable(publicKey);
    }

    public void forgetPublicKey() {
        publicKey = null;
    }

    /** Whether the next connection is to be {@code wss}, as far as is known by now. */
    boolean wantsTls() {
        return switch (settings.encryption()) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AUTO -> onlyByTls || speaksTls();
        };
    }

    /** Whether its first question already goes by TLS; where something leads there from plain HTTP, that is asked anew. */
    boolean asksByTls() {
        return wantsTls() && (settings.encryption() == Encryption.ALWAYS || !onlyByTls);
    }

    private boolean speaksTls() {
        return api.tlsUsable() || (model != null && model.miniserver().speaksTls());
    }

    /** Plain HTTP leads nowhere, TLS does: never taken back. */
    void onlyByTls() {
        onlyByTls = true;
    }

    /** From now on: a structure file is large, and only who wants to look into it needs it after the model is made. */
    void keepStructure() {
        keepsStructure = true;
    }

    void structure(Structure read) {
        structure = keepsStructure ? read : null;
    }

    /** What was read last; empty before that, and when nobody asked to keep it. */
    Optional<Structure> structure() {
        return Optional.ofNullable(structure);
    }

    Optional<MiniserverModel> model() {
        return Optional.ofNullable(model);
    }

    void model(MiniserverModel next) {
        model = next;
        health.controls(next.discovered(), next.exported());
    }

    TokenStore tokens() {
        return tokens;
    }

    Optional<Token> usableToken() {
        return tokens.load().filter(token -> token.isUsable(settings.access().user(), epochSeconds()));
    }

    /**
     * Keeps the token of an answer; what the answer leaves out is as before.
     *
     * @param before null for a new login
     * @return false when there is neither a new nor an old token
     */
    boolean keepToken(Answer answer, Token before, HashAlgorithm algorithm) {
        String value = answer.field("token");
        if (value.isEmpty() && before == null) {
            return false;
        }
        String until = answer.field("validUntil");
        long told = until.matches("\\d{1,12}") ? LoxoneTime.toUnix(Long.parseLong(until)) : epochSeconds();
        // some answers tell no time, or zero: a token never ends sooner than it was said to
        long validUntil = before == null ? told : Math.max(told, before.validUntil());
        String current = value.isEmpty() ? before.value() : value;
        Token token = new Token(settings.access().user(), current, algorithm, validUntil);
        if (!token.equals(before)) {
            tokens.save(token);
        }
        health.tokenExpiry(validUntil);
        return true;
    }

    /** The Miniserver no longer takes the token. */
    void tokenRejected() {
        health.loginFailed("token_rejected");
        tokens.forget();
    }

    void loggedIn() {
        loggedIn = true;
        refusals = 0;
    }

    public Fault refused(Answer answer) {
        return refused(answer.code(), answer.value());
    }

    /**
     * The fault behind a refusal, of an answer or of HTTP. A refused password waits longer every time, from one minute to a
     * quarter of an hour: the Miniserver blocks addresses that go on trying.
     */
    public Fault refused(int code, String text) {
        Fault fault = counted(Refusals.of(code, text));
        if (!fault.reason().equals(Refusals.BAD_CREDENTIALS)) {
            return fault;
        }
        Duration wait = fault.retryAfter().multipliedBy(1L << Math.min(refusals++, 8));
        Duration capped = wait.compareTo(LONGEST_REFUSAL) > 0 ? LONGEST_REFUSAL : wait;
        return new Fault(fault.reason(), fault.sentence() + "; next attempt in " + capped.toSeconds() + " s", capped);
    }

    /** The fault behind a WebSocket close code, null for one that says nothing of its own. */
    Fault closed(int code) {
        return counted(Refusals.ofClose(code));
    }

    /** The fault behind an HTTP status before any password was said, null for one that is as good as an answer. */
    Fault unasked(int status, String body) {
        return counted(Refusals.unasked(status, body));
    }

    /** Before the login is done every refusal is one of it. */
    private Fault counted(Fault fault) {
        if (fault != null && !loggedIn && Refusals.isOfLogin(fault)) {
            health.loginFailed(fault.reason());
        }
        if (fault != null && fault.reason().equals(Refusals.BLOCKED)) {
            health.blockedUntil(epochSeconds() + fault.retryAfter().toSeconds());
        }
        return fault;
    }

    /** The connection is gone. */
    void disconnected() {
        loggedIn = false;
        health.connected(false);
    }

    void countUnknown(int values) {
        unknownValues += values;
    }

    long unknownValues() {
        return unknownValues;
    }

    long epochMillis() {
        return epochMillis.getAsLong();
    }

    long epochSeconds() {
        return epochMillis.getAsLong() / 1000;
    }

    /**
     * Everything a conversation is told.
     *
     * @param maxMessageSize longest message in bytes, the structure file is the longest there is
     */
    record LoxoneSettings(
            Access access, ExportScope exposition, SessionTiming timing, Encryption encryption, int maxMessageSize) {
        /** A tenth of the heap: a message is held as bytes, as text, and as what is read from it. */
        static final int DEFAULT_MAX_MESSAGE_SIZE =
                (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 10);
    }
}
