package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.LoxoneSession.LoxoneSettings;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.loxone.login.Access.LoginMethod;
import io.github.homeexporter.loxone.login.Answer.ApiInfo;
import io.github.homeexporter.loxone.login.Answer.ApiInfo.Firmware;
import io.github.homeexporter.loxone.login.Dialogue.SessionTiming;
import io.github.homeexporter.loxone.login.TokenStore;
import io.github.homeexporter.loxone.login.TokenStore.MemoryTokenStore;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Series;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Sessions as the component would make them, with a clock and a health sink to look into. */
public final class Sessions {
    public static final long START = 1_760_000_000L;

    public long epochSeconds = START;
    ExportScope exposition = House.exposition(Naming.LEGACY);
    public LoginMethod method = LoginMethod.AUTO;
    Encryption encryption = Encryption.NEVER;
    SessionTiming timing = new SessionTiming(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ZERO);
    int maxMessageSize = LoxoneSettings.DEFAULT_MAX_MESSAGE_SIZE;
    public TokenStore tokens = new MemoryTokenStore(new SecureRandom());
    boolean inTrust;
    public String firmware = "14.5.12.28";
    public final Map<String, Double> health = new TreeMap<>();

    public LoxoneSession open() {
        LoxoneSettings settings = new LoxoneSettings(
                new Access(FakeMiniserver.USER, FakeMiniserver.PASSWORD, method, Access.APP),
                exposition,
                timing,
                encryption,
                maxMessageSize);
        LoxoneSession session =
                new LoxoneSession(settings, tokens, new SecureRandom(), () -> epochSeconds * 1000, this::health);
        session.describe(new ApiInfo("504F94000000", new Firmware(firmware), false, inTrust));
        session.publicKey(FakeMiniserver.publicKey());
        return session;
    }

    private void health(Series series, double value) {
        health.put(series.toString(), value);
    }

    /** A health number by its name. */
    public Double health(String name) {
        return health.get(name + "{miniserver=\"home\"}");
    }
}
