package io.github.homeexporter.net.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key, made for this run, so that none ever expires in the repository. */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {
    private static final Duration LIFE = Duration.ofDays(2);

    /** @param names addresses or host names; none leaves the subject only */
    public static TestCertificate selfSigned(String subject, String... names) {
        return make(subject, names, null);
    }

    /** By this one. */
    public TestCertificate signs(String subject, String... names) {
        return make(subject, names, this);
    }

    private static TestCertificate make(String subject, String[] names, TestCertificate issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant now = Instant.now();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer == null ? "CN=" + subject : issuer.subject()),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(now.minus(LIFE)),
                    Date.from(now.plus(LIFE)),
                    new X500Name("CN=" + subject),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null));
            if (names.length > 0) {
                GeneralName[] held = Stream.of(names)
                        .map(name -> new GeneralName(
                                name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(held));
            }
            PrivateKey signing = issuer == null ? pair.getPrivate() : issuer.key();
            return new TestCertificate(
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing))),
                    pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate for a test", e);
        }
    }

    private String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    public String fingerprint() {
        return CertificateNames.fingerprint(certificate);
    }

    /** Of a server that shows it. */
    public SSLContext context() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Pem.identity(List.of(certificate), key).getKeyManagers(), null, null);
        return context;
    }

    public Path writeCertificate(Path file) throws IOException {
        return write(file, pem(certificate));
    }

    /** As PKCS#8. */
    public Path writeKey(Path file) throws IOException {
        return write(file, pem(new JcaPKCS8Generator(key, null)));
    }

    private static Path write(Path file, String pem) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, pem);
    }

    static String pem(Object thing) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter out = new JcaPEMWriter(text)) {
            out.writeObject(thing);
        }
        return text.toString();
    }
}
