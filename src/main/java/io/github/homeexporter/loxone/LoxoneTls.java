package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import io.github.homeexporter.poll.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** When the connection is encrypted and which certificate is believed. */
@UriParams
public class LoxoneTls {
    /** {@code <address with dashes>.<serial>.dyndns.loxonecloud.com}, as Miniservers with TLS get theirs (Loxone CloudDNS). */
    private static final Pattern CLOUD =
            Pattern.compile("(?:\\*|[0-9a-z-]+)\\.(?<serial>[0-9a-f]{12})\\.dyndns\\.loxonecloud\\.(?:com|cn)");

    /** AUTO encrypts when the Miniserver says that it can (Gen2, Go Gen2, Compact), ALWAYS from the first byte, NEVER not at all. */
    @UriParam(label = "security", defaultValue = "AUTO")
    private Encryption encryption = Encryption.AUTO;

    /** As in loxone-prometheus-exporter: encrypt from the first byte, the same as encryption=ALWAYS. */
    @UriParam(label = "security")
    private boolean useEncryption;

    /** As in loxone-prometheus-exporter: encrypt from the first byte, the same as encryption=ALWAYS. */
    @UriParam(label = "security")
    private boolean forceEncryption;

    /** FIRST_USE believes a verified certificate, else the first one it sees; VERIFY only a verified one; INSECURE any. */
    @UriParam(label = "security", defaultValue = "FIRST_USE")
    private TlsTrust tls = TlsTrust.FIRST_USE;

    /** SHA-256 fingerprint of the certificate, 64 hex digits with or without colons: only this one is accepted. */
    @UriParam(label = "security")
    private String tlsPin;

    /** PEM file with the certificates of an own CA, instead of those the JVM trusts. */
    @UriParam(label = "security")
    private String tlsCa;

    /** Name that a verified certificate must carry. Default: the host, or the Miniserver's name under dyndns.loxonecloud.com. */
    @UriParam(label = "security")
    private String tlsName;

    /** File (0600) that remembers what was accepted on first use; an empty one keeps it for as long as the program runs. */
    @UriParam(label = "security", defaultValue = "loxone-pins.txt")
    private String tlsPinFile = "loxone-pins.txt";

    void judge(Bounds bounds) {
        bounds.file("tlsCa", tlsCa);
        if (!PinnedTrust.isPin(tlsPin)) {
            bounds.refuse("tlsPin", tlsPin, PinnedTrust.PIN_ALLOWED);
        }
        bounds.path("tlsPinFile", tlsPinFile);
    }

    /**
     * @param certificateName that a verified certificate must bear when no setting says another; empty for the host
     * @throws IllegalArgumentException when {@code tlsPin} is no fingerprint
     */
    PinnedTrust trust(HostPort at, String certificateName) {
        String ca = text(tlsCa);
        String name = text(tlsName).isEmpty() ? certificateName : text(tlsName);
        String file = text(tlsPinFile);
        // whoever names a CA or a name means it
        boolean strict = tls == TlsTrust.FIRST_USE && !(ca.isEmpty() && name.isEmpty());
        return new PinnedTrust(
                new PinnedTrust.Rules(
                        strict ? TlsTrust.VERIFY : tls,
                        PinnedTrust.pin("loxone.tls-pin", tlsPin),
                        "loxone.tls-ca",
                        ca.isEmpty() ? null : Path.of(ca),
                        false,
                        name,
                        names -> name.isEmpty() ? cloudSerial(names) : Optional.empty(),
                        new PinFile(file.isEmpty() ? null : Path.of(file)),
                        "set loxone.tls-ca or loxone.tls-name, or loxone.tls-pin to"),
                at);
    }

    /** The Miniserver that a name under Loxone's cloud domain stands for. */
    private static Optional<String> cloudSerial(List<String> names) {
        return names.stream()
                .map(CLOUD::matcher)
                .filter(Matcher::matches)
                .map(m -> "serial " + m.group("serial"))
                .findFirst();
    }

    private static String text(String option) {
        return option == null ? "" : option.strip();
    }

    Encryption wanted() {
        return useEncryption || forceEncryption ? Encryption.ALWAYS : encryption;
    }

    public Encryption getEncryption() {
        return encryption;
    }

    public void setEncryption(Encryption encryption) {
        this.encryption = encryption;
    }

    public boolean isUseEncryption() {
        return useEncryption;
    }

    public void setUseEncryption(boolean useEncryption) {
        this.useEncryption = useEncryption;
    }

    public boolean isForceEncryption() {
        return forceEncryption;
    }

    public void setForceEncryption(boolean forceEncryption) {
        this.forceEncryption = forceEncryption;
    }

    public TlsTrust getTls() {
        return tls;
    }

    public void setTls(TlsTrust tls) {
        this.tls = tls;
    }

    public String getTlsPin() {
        return tlsPin;
    }

    public void setTlsPin(String tlsPin) {
        this.tlsPin = tlsPin;
    }

    public String getTlsCa() {
        return tlsCa;
    }

    public void setTlsCa(String tlsCa) {
        this.tlsCa = tlsCa;
    }

    public String getTlsName() {
        return tlsName;
    }

    public void setTlsName(String tlsName) {
        this.tlsName = tlsName;
    }

    public String getTlsPinFile() {
        return tlsPinFile;
    }

    public void setTlsPinFile(String tlsPinFile) {
        this.tlsPinFile = tlsPinFile;
    }
}
