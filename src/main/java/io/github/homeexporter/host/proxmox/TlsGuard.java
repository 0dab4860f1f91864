package io.github.homeexporter.host.proxmox;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides about the API's certificate: a fingerprint, an own CA, the node's CA beside those the JVM trusts, or anything. */
final class TlsGuard extends X509ExtendedTrustManager {
    private final PveTls tls;
    private final String pin;
    private final Path ca;
    private final boolean systemToo;
    private List<X509ExtendedTrustManager> authorities;

    /**
     * @param pin SHA-256 fingerprint, 64 lower case hex digits; empty for none
     * @param ca PEM file; null for none
     * @param systemToo whether the CAs that the JVM trusts count beside it
     */
    TlsGuard(PveTls tls, String pin, Path ca, boolean systemToo) {
        this.tls = tls;
        this.pin = pin;
        this.ca = ca;
        this.systemToo = systemToo;
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context;
    }

    /** SHA-256, 64 lower case hex digits. */
    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("a certificate that was read cannot be written", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        String shown = fingerprint(chain[0]);
        if (!pin.isEmpty()) {
            if (!shown.equals(pin)) {
                throw new CertificateException("the certificate is not the one pinned, it is " + shown);
            }
            return;
        }
        if (tls == PveTls.INSECURE) {
            return;
        }
        String doubt = "";
        for (X509ExtendedTrustManager authority : authorities()) {
            try {
                authority.checkServerTrusted(chain, keyExchange, engine);
                return;
            } catch (CertificateException e) {
                doubt = doubt(e, doubt);
            }
        }
        throw new CertificateException(doubt + "; set host.proxmox-tls-ca, or host.proxmox-tls-pin to " + shown);
    }

    /** A name that does not fit was looked at only after a CA had been found: it says more. */
    private static String doubt(CertificateException e, String before) {
        String message = String.valueOf(e.getMessage());
        boolean wrongName = message.startsWith("No ") && (message.contains("name") || message.contains("alternative"));
        if (wrongName) {
            return "the certificate is for another host than the address";
        }
        return before.isEmpty() ? "the certificate is not signed by a trusted CA, or expired" : before;
    }

    private synchronized List<X509ExtendedTrustManager> authorities() throws CertificateException {
        if (authorities == null) {
            List<X509ExtendedTrustManager> all = new ArrayList<>();
            try {
                if (ca != null) {
                    all.add(of(own()));
                }
                if (ca == null || systemToo) {
                    all.add(of(null));
                }
            } catch (GeneralSecurityException | IOException e) {
                throw new CertificateException("the CA file " + ca + " cannot be read as PEM certificates", e);
            }
            authorities = all;
        }
        return authorities;
    }

    private static X509ExtendedTrustManager of(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private KeyStore own() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), each);
            }
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("without the connection the host's name cannot be checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        throw new CertificateException("only the HTTP client is served here");
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
