package io.github.homeexporter.loxone;

import io.github.homeexporter.net.tls.CertificateNames;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.TlsTrust;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about one Miniserver's certificate. Extended, or Java would compare names on its own: a Miniserver's certificate
 * names its cloud host, never the address it has in the house.
 */
final class TlsGuard extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(TlsGuard.class);

    private final TlsTrust trust;
    private final String pin;
    private final String ca;
    private final List<String> names;
    private final boolean ownName;
    private final String address;
    private final PinFile pins;
    private X509TrustManager authorities;

    private TlsGuard(TlsTrust trust, String pin, String ca, String name, LoxoneAddress at, PinFile pins) {
        this.trust = trust;
        this.pin = pin;
        this.ca = ca;
        this.ownName = !name.isEmpty();
        this.names = List.of(ownName ? name : at.bareHost());
        this.address = at.at(true);
        this.pins = pins;
    }

    /** @throws IllegalArgumentException when {@code tlsPin} is no fingerprint */
    static TlsGuard of(TlsOptions options, LoxoneAddress at) {
        String pin = text(options.getTlsPin()).replace(":", "").toLowerCase(Locale.ROOT);
        if (!pin.isEmpty() && !pin.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "loxone tlsPin is no SHA-256 fingerprint; allowed: 64 hex digits, with or without colons");
        }
        String ca = text(options.getTlsCa());
        String name = text(options.getTlsName());
        String file = text(options.getTlsPinFile());
        // whoever names a CA or a name means it
        boolean strict = options.getTls() == TlsTrust.FIRST_USE && !(ca.isEmpty() && name.isEmpty());
        return new TlsGuard(
                strict ? TlsTrust.VERIFY : options.getTls(),
                pin,
                ca,
                name,
                at,
                new PinFile(file.isEmpty() ? null : Path.of(file)));
    }

    private static String text(String option) {
        return option == null ? "" : option.strip();
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context;
    }

    private void check(X509Certificate[] chain, String keyExchange) throws CertificateException {
        String shown = "sha256 " + CertificateNames.fingerprint(chain[0]);
        if (!pin.isEmpty()) {
            if (!shown.endsWith(pin)) {
                throw new CertificateException("the certificate is not the one of tlsPin, it is " + shown);
            }
        } else if (trust != TlsTrust.INSECURE) {
            try {
                decide(chain, keyExchange, shown);
            } catch (IOException e) {
                throw new CertificateException(pins + ": cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private void decide(X509Certificate[] chain, String keyExchange, String shown)
            throws CertificateException, IOException {
        Optional<String> before = pins.get(address);
        String doubt;
        try {
            authorities().checkServerTrusted(chain, keyExchange);
            List<String> held = CertificateNames.of(chain[0]);
            Optional<String> serial = CertificateNames.cloudSerial(held).filter(s -> !ownName);
            if (CertificateNames.hold(held, names.get(0))) {
                return;
            }
            if (serial.isPresent() && before.orElse("serial " + serial.get()).equals("serial " + serial.get())) {
                remember(before, "serial " + serial.get());
                return;
            }
            doubt = "the certificate is for " + held + ", not for " + before.orElse(names.get(0));
        } catch (CertificateException e) {
            doubt = "the certificate is not signed by a trusted CA";
        }
        if (trust == TlsTrust.VERIFY) {
            throw new CertificateException(doubt + "; it is " + shown + " (for tlsPin), or set tlsCa or tlsName");
        }
        if (!before.orElse(shown).equals(shown)) {
            throw new CertificateException("the certificate is not the one believed before, it is " + shown
                    + "; if that is right, delete the line " + address + " in " + pins);
        }
        if (before.isEmpty()) {
            LOG.warn("{}: {}; believed from now on: {}, kept in {}", address, doubt, shown, pins);
        }
        remember(before, shown);
    }

    private void remember(Optional<String> before, String shown) throws IOException {
        if (before.isEmpty()) {
            pins.put(address, shown);
        }
    }

    private synchronized X509TrustManager authorities() throws CertificateException {
        if (authorities == null) {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(ca.isEmpty() ? null : own());
                authorities = (X509TrustManager) factory.getTrustManagers()[0];
            } catch (GeneralSecurityException | IOException e) {
                throw new CertificateException("tlsCa " + ca + ": cannot be read as PEM certificates", e);
            }
        }
        return authorities;
    }

    private KeyStore own() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(ca))) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), each);
            }
        }
        return store;
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
        throw new CertificateException("no client is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no client is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
