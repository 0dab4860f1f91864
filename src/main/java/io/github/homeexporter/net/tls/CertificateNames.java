package io.github.homeexporter.net.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a certificate is for. */
public final class CertificateNames {
    /** {@code <address with dashes>.<serial>.dyndns.loxonecloud.com}, as Miniservers with TLS get theirs (Loxone CloudDNS). */
    private static final Pattern CLOUD =
            Pattern.compile("(?:\\*|[0-9a-z-]+)\\.(?<serial>[0-9a-f]{12})\\.dyndns\\.loxonecloud\\.com");

    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateNames() {}

    public static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> names = new ArrayList<>();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            int type = (Integer) alternative.get(0);
            if (type == DNS || type == IP) {
                names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Exactly, or by a star for the first label. */
    public static boolean hold(List<String> names, String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        boolean starMayStand = dot > 0 && !name.matches("[0-9.:]+");
        return names.contains(name) || (starMayStand && names.contains("*" + name.substring(dot)));
    }

    /** The serial number of the Miniserver that a name under Loxone's cloud domain stands for. */
    public static Optional<String> cloudSerial(List<String> names) {
        return names.stream()
                .map(CLOUD::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group("serial"))
                .findFirst();
    }

    /** SHA-256, 64 lower case hex digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
