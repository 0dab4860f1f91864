package io.github.homeexporter.demo.proxmox;

import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The API of a cluster of two Proxmox nodes, as far as an exporter asks it, over HTTPS with a certificate of its own. */
public final class SimulatedProxmox extends LoopbackDevice {
    private static final String TOKEN = "exporter@pve!demo=00000000-1111-2222-3333-444444444444";
    private static final String API = "/api2/json";

    private final long start = System.nanoTime();
    private final DemoCertificate certificate = DemoCertificate.make("proxmox-demo");
    private final SSLContext tls;

    public SimulatedProxmox() throws IOException {
        tls = certificate.context();
        serve(LoopbackServer.bare("proxmox-demo", 0, this::serve));
    }

    public String url() {
        return "https://127.0.0.1:" + port();
    }

    public String token() {
        return TOKEN;
    }

    /** SHA-256 of the certificate, in hexadecimal. */
    public String fingerprint() {
        return certificate.fingerprint();
    }

    private void serve(Socket plain) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                HttpHead head = HttpHead.read(in);
                boolean known = ("PVEAPIToken=" + TOKEN).equals(head.header("Authorization"));
                String path = head.target().replaceFirst("\\?.*", "");
                String data = known && path.startsWith(API) ? data(path.substring(API.length())) : null;
                String status = !known ? "401 Unauthorized" : data == null ? "501 Not Implemented" : "200 OK";
                write(socket.getOutputStream(), status, "{\"data\":" + data + "}");
            }
        }
    }

    private static void write(OutputStream out, String status, String body) throws IOException {
        byte[] bytes = HttpHead.bytes(body);
        out.write(HttpHead.bytes("HTTP/1.1 " + status
                + "\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: " + bytes.length + "\r\n\r\n"));
        out.write(bytes);
        out.flush();
    }

    /** Null for what it does not know. */
    private String data(String path) {
        return switch (path) {
            case "/version" -> """
                {"version":"9.0.6","release":"9.0","repoid":"49c767b70aeb6648"}""";
            case "/cluster/status" -> """
                [{"type":"cluster","id":"cluster","name":"house","nodes":2,"quorate":1,"version":4},
                {"type":"node","id":"node/attic","name":"attic","nodeid":1,"online":1,"local":1,"level":""},
                {"type":"node","id":"node/cellar","name":"cellar","nodeid":2,"online":1,"local":0,"level":""}]""";
            case "/cluster/resources" -> resources();
            case "/nodes/attic/status" -> node(0.42, 4);
            case "/nodes/cellar/status" -> node(0.11, 2);
            case "/cluster/backup-info/not-backed-up" -> """
                [{"vmid":103,"type":"lxc","name":"sandbox"}]""";
            case "/nodes/attic/replication" -> """
                [{"id":"101-0","type":"local","source":"attic","target":"cellar","guest":101,"vmtype":"lxc","duration":4.2,
                "last_sync":%1$s,"last_try":%1$s,"next_sync":%2$s,"fail_count":0}]""".formatted(ago(600), ago(-300));
            case "/nodes/attic/subscription" -> "{\"status\":\"notfound\"}";
            default ->
                path.matches("/nodes/(attic|cellar)/(lxc|qemu)/\\d+/config")
                        ? "{\"onboot\":" + (path.contains("/103/") ? 0 : 1) + "}"
                        : null;
        };
    }

    private String resources() {
        return "["
                + String.join(
                        ",",
                        node("attic", figures(0.12, 8, 21e9, 34e9, 30e9, 94e9, 0)),
                        node("cellar", figures(0.05, 4, 6e9, 17e9, 11e9, 60e9, 1)),
                        guest("lxc 101 attic pantry-db running db;home", figures(0.02, 2, 4e8, 1.1e9, 2.1e9, 8.6e9, 2)),
                        guest("lxc 102 attic dns running home", figures(0.004, 1, 9e7, 5.4e8, 1.2e9, 4.3e9, 3)),
                        guest(
                                "lxc 103 cellar sandbox stopped ",
                                "\"maxcpu\":1,\"maxmem\":536870912,\"maxdisk\":4294967296"),
                        guest(
                                "qemu 200 attic homeassistant running home",
                                figures(0.21, 4, 3.2e9, 4.3e9, 0, 34e9, 4) + ",\"memhost\":4500000000"),
                        guest(
                                "qemu 201 cellar workbench paused ",
                                figures(0, 2, 2e9, 2.1e9, 0, 22e9, 5) + ",\"memhost\":2200000000"),
                        storage("attic local dir backup,iso,vztmpl", 30e9, 94e9, 0),
                        storage("attic tank zfspool images,rootdir", 410e9, 920e9, 0),
                        storage("cellar nas nfs backup", 2.9e12, 4e12, 1))
                + "]";
    }

    private static String node(String name, String figures) {
        return """
                {"id":"node/%1$s","type":"node","node":"%1$s","status":"online","level":"",%2$s}""".formatted(name, figures);
    }

    /** @param words type, VMID, node, name, status, tags */
    private static String guest(String words, String figures) {
        return """
                {"id":"%1$s/%2$s","type":"%1$s","vmid":%2$s,"node":"%3$s","name":"%4$s","status":"%5$s","tags":"%6$s","template":0,""".formatted((Object[]) words.split(" ", 6)) + figures + "}";
    }

    /** @param words node, name, plugin, content */
    private static String storage(String words, double used, double size, int shared) {
        return """
                {"id":"storage/%1$s/%2$s","type":"storage","node":"%1$s","storage":"%2$s","plugintype":"%3$s","content":"%4$s","status":"available",""".formatted((Object[]) words.split(" "))
                + String.format(Locale.ROOT, "\"shared\":%d,\"disk\":%.0f,\"maxdisk\":%.0f}", shared, used, size);
    }

    /** CPU moves by a third within minutes, traffic and disks only rise. */
    private String figures(
            double cpu, int cpus, double memory, double allMemory, double disk, double allDisk, int phase) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = cpu * (1 + 0.3 * Math.sin(seconds / 40 + phase));
        return String.format(
                Locale.ROOT,
                "\"cpu\":%.4f,\"maxcpu\":%d,\"mem\":%.0f,\"maxmem\":%.0f,\"disk\":%.0f,\"maxdisk\":%.0f,\"uptime\":%.0f,"
                        + "\"netin\":%.0f,\"netout\":%.0f,\"diskread\":%.0f,\"diskwrite\":%.0f",
                busy,
                cpus,
                memory * (1 + 0.05 * Math.sin(seconds / 70 + phase)),
                allMemory,
                disk,
                allDisk,
                864_000 + seconds,
                seconds * 21_000 * (1 + phase),
                seconds * 9_000 * (1 + phase),
                seconds * 40_000 * (1 + phase),
                seconds * 70_000 * (1 + phase));
    }

    private String node(double load, int cpus) {
        double now = load * (1 + 0.2 * Math.sin((System.nanoTime() - start) / 50e9));
        return String.format(Locale.ROOT, """
                        {"uptime":864000,"wait":0.004,"cpu":0.1,"loadavg":["%.2f","%.2f","%.2f"],"swap":{"total":8589930496,"used":0,"free":8589930496},
                        "memory":{"total":34000000000,"used":21000000000,"free":13000000000},"rootfs":{"total":94000000000,"used":30000000000},
                        "ksm":{"shared":0},"pveversion":"pve-manager/9.0.6/49c767b70aeb6648","current-kernel":{"release":"6.14.11-1-pve"},"cpuinfo":{"cpus":%d}}""", now, load, load, cpus);
    }

    private static long ago(long seconds) {
        return System.currentTimeMillis() / 1000 - seconds;
    }

    /** A certificate that signs itself, as a new Proxmox has one; made for this run, so that none ever expires. */
    private record DemoCertificate(X509Certificate certificate, KeyPair keys) {
        private static final Duration LIFE = Duration.ofDays(3650);
        private static final char[] NO_PASSWORD = new char[0];

        static DemoCertificate make(String subject) throws IOException {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                Instant now = Instant.now();
                X500Name name = new X500Name("CN=" + subject);
                JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(LIFE)),
                        name,
                        pair.getPublic());
                return new DemoCertificate(
                        new JcaX509CertificateConverter()
                                .getCertificate(builder.build(
                                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))),
                        pair);
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException("no certificate for the simulated Proxmox", e);
            }
        }

        /** Of a server that shows it. */
        SSLContext context() throws IOException {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, NO_PASSWORD);
                store.setKeyEntry("demo", keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
                KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                managers.init(store, NO_PASSWORD);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(managers.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IOException("no TLS for the simulated Proxmox", e);
            }
        }

        String fingerprint() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                return HexFormat.of().formatHex(hash);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("SHA-256 is in every Java", e);
            }
        }
    }
}
