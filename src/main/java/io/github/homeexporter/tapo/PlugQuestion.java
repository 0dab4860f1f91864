package io.github.homeexporter.tapo;

import io.github.homeexporter.tapo.DiscoveryOptions.Discovery;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.DeviceFamily;
import io.github.homeexporter.tapo.wire.PlugTransport.TransportKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The question for plugs put once, for who looks for devices of any kind. */
public final class PlugQuestion {
    private static final int PACKETS = 3;

    /**
     * Its private half was thrown away: what a few devices encrypt for who asks is not needed here, and to make a key
     * takes a small machine seconds.
     */
    private static final String KEY =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyz8whfM+p0gHZGcx56bzWej1lyieA+g6kfLciMdvisQktbpa"
                    + "PRuiuWYUNGcrw2W8Ekxsq4k0nzoNStGM/AyGXl9dfZYQ6DB7u50uYzO3wvvMNMH53Vs5sb2Nc2B6hblhApR59+bxEz4t"
                    + "rs2CBwygcZ3PElfijFJk/xN+B76MHOQMgdU96k1hd63ptLdn5uRTHLV6qYf0z8bZfddTKiKdYnZ3NgfdGQ/Wuf4a1OER"
                    + "wqjrZeSdGUUYEDqBRvheCpsGPoy7BANTk/CfZBruBnEF0hN6UR0JmKOJEGhDtsjNzn5JyqsGfNs0q9If9Os06T7tzSyq"
                    + "RK+A1rTM9mcmJw9jwwIDAQAB";

    private final SystemEntropy entropy = new SystemEntropy(new KeyPair(key(), null));

    /** Takes what is heard; the same device may be heard several times. */
    @FunctionalInterface
    public interface Ear {
        /**
         * Of one device.
         *
         * @param address with a port where that is not the usual one
         * @param model as the device says it: foreign text
         * @param login whether it is read only with the account that it belongs to
         */
        void heard(String address, String model, DeviceFamily family, boolean login);
    }

    /**
     * Waits for the whole of the time.
     *
     * @param network name of the interface that is asked by
     * @param targets broadcast addresses
     * @param ports of UDP
     * @throws IOException when nobody could be asked
     */
    public void ask(String network, List<String> targets, List<Integer> ports, Duration time, Ear ear)
            throws IOException {
        Discovery options = new Discovery(true, false, time, time, PACKETS, targets, ports, network, time, Set.of());
        new PlugDiscovery(options, entropy)
                .search(
                        List.of(),
                        (where, answer) -> ear.heard(
                                where.toString(),
                                answer.model(),
                                answer.kind(),
                                answer.transports().get(0) != TransportKind.XOR));
    }

    private static PublicKey key() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(KEY)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }
}
