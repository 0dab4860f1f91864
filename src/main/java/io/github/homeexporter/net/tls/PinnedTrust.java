package io.github.homeexporter.net.tls;

import io.github.homeexporter.net.HostPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about one device's certificate: a fingerprint, an own CA, those that the JVM believes, the first one seen, or any.
 * Extended, or Java would compare names on its own: some devices' certificates never name the address they have in the house.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
    /** What a pin may be, in words. */
    public static final String PIN_ALLOWED = "a SHA-256 fingerprint: 64 hex digits, with or without colons";

    private static final Logger LOG = LoggerFactory.getLogger(PinnedTrust.class);

    /**
     * Whom to believe.
     *
     * @param pin as {@link #pin} gives it: only this certificate, whatever else is set; empty for none
     * @param caSetting the setting of {@code ca}, for the sentence of a file that cannot be read
     * @param ca PEM file with the authorities to believe; null for those of the JVM
     * @param systemToo whether those of the JVM count beside {@code ca}
     * @param name that a verified certificate must bear; empty for the host
     * @param mark what a verified certificate may bear instead, from its names; believed on first use and then only that
     * @param pins keeps what was believed on first use
     * @param advice what to set for a certificate that is not believed; its fingerprint follows
     */
    public record Rules(
            TlsTrust trust,
            String pin,
            String caSetting,
            Path ca,
            boolean systemToo,
            String name,
            Function<List<String>, Optional<String>> mark,
            PinFile pins,
            String advice) {}

    private final Rules rules;
    private final String name;
    private final String address;
    private List<X509TrustManager> authorities;

    public PinnedTrust(Rules rules, HostPort at) {
        this.rules = rules;
        this.name = rules.name().isEmpty() ? at.bareHost() : rules.name();
        this.address = at.toString();
    }

    /**
     * A fingerprint as people write it, in 64 lower case hex digits; empty for none.
     *
     * @param option its name, for the sentence of what is wrong
     * @throws IllegalArgumentException naming what is allowed
     */
    public static String pin(String option, String text) {
        if (!isPin(text)) {
            throw new IllegalArgumentException(option + "=\"" + text + "\"; allowed: " + PIN_ALLOWED);
        }
        return digits(text);
    }

    /** Whether {@link #pin} takes it. */
    public static boolean isPin(String text) {
        return digits(text).matches("|[0-9a-f]{64}");
    }

    private static String digits(String text) {
        return text == null ? "" : text.strip().replace(":", "").toLowerCase(Locale.ROOT);
    }

    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private void check(X509Certificate[] chain, String keyExchange) throws CertificateException {
        String fingerprint = CertificateNames.fingerprint(chain[0]);
        if (!rules.pin().isEmpty()) {
            if (!fingerprint.equals(rules.pin())) {
                throw new CertificateException("the certificate is not the one pinned, it is sha256 " + fingerprint);
            }
        } else if (rules.trust() != TlsTrust.INSECURE) {
            try {
                decide(chain, keyExchange, fingerprint);
            } catch (IOException e) {
                throw new CertificateException(rules.pins() + ": cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private void decide(X509Certificate[] chain, String keyExchange, String fingerprint)
            throws CertificateException, IOException {
        Optional<String> before = rules.pins().get(address);
        String doubt = "the certificate is not signed by a trusted CA, or expired";
        if (isVouchedFor(chain, keyExchange)) {
            List<String> held = CertificateNames.of(chain[0]);
            if (CertificateNames.hold(held, name)) {
                return;
            }
            Optional<String> mark = rules.mark().apply(held);
            if (mark.isPresent() && before.or(() -> mark).equals(mark)) {
                remember(before, mark.get());
                return;
            }
            doubt = "the certificate is for " + held + ", not for " + before.orElse(name);
        }
        if (rules.trust() == TlsTrust.VERIFY) {
            throw new CertificateException(doubt + "; " + rules.advice() + " " + fingerprint);
        }
        String shown = "sha256 " + fingerprint;
        if (!before.orElse(shown).equals(shown)) {
            throw new CertificateException("the certificate is not the one believed before, it is " + shown
                    + "; if that is right, delete the line " + address + " in " + rules.pins());
        }
        if (before.isEmpty()) {
            LOG.warn("{}: {}; believed from now on: {}, kept in {}", address, doubt, shown, rules.pins());
        }
        remember(before, shown);
    }

    private void remember(Optional<String> before, String shown) throws IOException {
        if (before.isEmpty()) {
            rules.pins().put(address, shown);
        }
    }

    private boolean isVouchedFor(X509Certificate[] chain, String keyExchange) throws CertificateException {
        for (X509TrustManager authority : authorities()) {
            try {
                authority.checkServerTrusted(chain, keyExchange);
                return true;
            } catch (CertificateException e) {
                LOG.debug("{}: {}", address, e.getMessage());
            }
        }
        return false;
    }

    private synchronized List<X509TrustManager> authorities() throws CertificateException {
        if (authorities == null) {
            List<TrustManagerFactory> all = new ArrayList<>();
            try {
                if (rules.ca() != null) {
                    all.add(Pem.trust(rules.caSetting(), rules.ca()));
                }
            } catch (IllegalArgumentException e) {
                throw new CertificateException(e.getMessage(), e);
            }
            if (rules.ca() == null || rules.systemToo()) {
                all.add(Pem.systemTrust());
            }
            authorities = all.stream()
                    .map(each -> (X509TrustManager) each.getTrustManagers()[0])
                    .toList();
        }
        return authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        check(chain, keyExchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        check(chain, keyExchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        check(chain, keyExchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("no client is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, keyExchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, keyExchange);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** Which certificate of a device is believed. */
    public enum TlsTrust {
        /** A verified one, else the first one seen, from then on only that one. */
        FIRST_USE,
        /** One that a trusted CA signed for this device. */
        VERIFY,
        /** Any. */
        INSECURE
    }
}
