package io.github.homeexporter.loxone;

import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Series;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/** Sessions as the component would make them, with a clock and a health sink to look into. */
final class Sessions {
    static final long START = 1_760_000_000L;

    long epochSeconds = START;
    Exposition exposition = House.exposition(Naming.LEGACY);
    LoginMethod method = LoginMethod.AUTO;
    Encryption encryption = Encryption.NEVER;
    Timing timing = Timing.DEFAULT;
    int maxMessageSize = LoxoneSettings.DEFAULT_MAX_MESSAGE_SIZE;
    TokenStore tokens = new MemoryTokenStore(new SecureRandom());
    String firmware = "14.5.12.28";
    final Map<String, Double> health = new TreeMap<>();

    LoxoneSession open() {
        LoxoneSettings settings = new LoxoneSettings(
                new Access(FakeMiniserver.USER, FakeMiniserver.PASSWORD, method, Access.APP),
                exposition,
                timing,
                encryption,
                maxMessageSize);
        LoxoneSession session =
                new LoxoneSession(settings, tokens, new SecureRandom(), () -> epochSeconds * 1000, this::health);
        session.describe(new ApiInfo("504F94000000", new Firmware(firmware), false));
        session.publicKey(FakeMiniserver.publicKey());
        return session;
    }

    private void health(Series series, double value) {
        health.put(series.toString(), value);
    }

    /** A health number by its name. */
    Double health(String name) {
        return health.get(name + "{miniserver=\"home\"}");
    }
}
