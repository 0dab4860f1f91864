package io.github.homeexporter.net.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Whom a certificate is for. */
public final class CertificateNames {
    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateNames() {}

    /** In lower case: the alternative names, and only where there are none the common name, as certificates of old have it. */
    public static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> names = new ArrayList<>();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            int type = (Integer) alternative.get(0);
            if (type == DNS || type == IP) {
                names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        return alternatives == null ? commonName(certificate) : names;
    }

    private static List<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    /** Exactly, or by a star for the first label. */
    public static boolean hold(List<String> names, String wanted) {
        String name = wanted.contains(":") ? ipv6(wanted) : wanted.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        boolean starMayStand = dot > 0 && !name.matches("[0-9.:]+");
        return names.contains(name) || (starMayStand && names.contains("*" + name.substring(dot)));
    }

    /** With all its zeros, as the JDK writes those of certificates. */
    private static String ipv6(String text) {
        try {
            return InetAddress.getByName(text).getHostAddress().replaceFirst("%.*", "");
        } catch (UnknownHostException e) {
            return text;
        }
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
