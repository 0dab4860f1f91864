package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.tapo.wire.PlugTransport.TransportKind;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * What a device said of itself to a discovery probe, and the datagrams of both.
 *
 * @param transports to try, the likeliest first
 * @param mac twelve upper-case hex digits with colons, empty when it said none
 * @param owner upper hex MD5 of its account's e-mail address, empty when it said none
 * @param version of the login, 0 when it said none
 * @param port for its transport, 0 for the usual one
 */
public record DiscoveryAnswer(
        String family, String model, String mac, String owner, List<TransportKind> transports, int version, int port) {

    /**
     * @param sourcePort of the datagram: a Kasa device listens on the same number over TCP
     * @param ours belongs to the key in the probe; null leaves unread what some devices encrypt
     * @throws TransportFault when it is no answer
     */
    public static DiscoveryAnswer parse(byte[] packet, int sourcePort, PrivateKey ours) throws TransportFault {
        String text = TdpPacket.answer(packet);
        if (text == null) {
            throw TransportFault.broken("not a discovery answer", null);
        }
        Json json = WireResponse.json(text);
        Json sysinfo = json.object("system").object("get_sysinfo");
        return sysinfo.isEmpty() ? ofTdp(json.object("result"), ours) : ofKasa(sysinfo, sourcePort);
    }

    /** Which kind of device it is; a strip is a plug, only its own answers tell. */
    public DeviceFamily kind() {
        return switch (family) {
            case "SMART.TAPOPLUG", "SMART.KASAPLUG", "IOT.SMARTPLUGSWITCH" -> DeviceFamily.PLUGS;
            case "SMART.TAPOSWITCH", "SMART.KASASWITCH" -> DeviceFamily.SWITCHES;
            case "SMART.TAPOBULB", "SMART.KASABULB", "IOT.SMARTBULB" -> DeviceFamily.BULBS;
            case "SMART.TAPOHUB", "SMART.KASAHUB" -> DeviceFamily.HUBS;
            default -> DeviceFamily.OTHERS;
        };
    }

    public boolean isIot() {
        return family.startsWith("IOT.");
    }

    /** Twelve hex digits in whichever writing, as {@code A8:6E:84:01:02:03}; empty for one that is nobody's own. */
    public static String mac(String text) {
        String digits = text.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
        boolean own = digits.length() == 12 && !digits.matches("0+|F+");
        return own ? digits.replaceAll("(..)(?=.)", "$1:") : "";
    }

    /** Of a Kasa device, as {@link #mac}: three names for the field, by kind of device. */
    public static String ownMac(Json sysinfo) {
        return mac(
                sysinfo.has("mac")
                        ? sysinfo.text("mac")
                        : sysinfo.has("mic_mac") ? sysinfo.text("mic_mac") : sysinfo.text("ethernet_mac"));
    }

    private static DiscoveryAnswer ofKasa(Json sysinfo, int sourcePort) {
        String family = sysinfo.has("type") ? sysinfo.text("type") : sysinfo.text("mic_type");
        return new DiscoveryAnswer(
                family.toUpperCase(Locale.ROOT),
                sysinfo.text("model"),
                ownMac(sysinfo),
                "",
                List.of(TransportKind.XOR, TransportKind.KLAP),
                0,
                sourcePort);
    }

    private static DiscoveryAnswer ofTdp(Json result, PrivateKey ours) throws TransportFault {
        String family = result.text("device_type").toUpperCase(Locale.ROOT);
        if (family.isEmpty()) {
            throw TransportFault.broken("a discovery answer without device_type", null);
        }
        Json info = result.object("encrypt_info");
        Json hidden = info.has("data") && ours != null ? EncryptInfo.open(info, ours) : info;
        Json scheme = result.object("mgt_encrypt_schm");
        String encryption = scheme.has("encrypt_type") ? scheme.text("encrypt_type") : info.text("sym_schm");
        int version = scheme.integer(
                "lv",
                result.numbers("encrypt_type").stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(encryption.equals("AES") ? 1 : 0));
        return new DiscoveryAnswer(
                family,
                result.text("device_model"),
                mac(result.text("mac")),
                (hidden.has("owner") ? hidden : result).text("owner").toUpperCase(Locale.ROOT),
                transports(encryption, family, result),
                version,
                port(scheme.integer("http_port", hidden.integer("http_port", 0))));
    }

    /** 0, the usual one, for what is none. */
    static int port(int said) {
        return HostPort.isPort(said) ? said : 0;
    }

    private static List<TransportKind> transports(String encryption, String family, Json result) {
        if (encryption.equals("TPAP") || result.flag("tpap_preferred")) {
            // one plug was reported to say TPAP and to accept KLAP
            return List.of(TransportKind.TPAP, TransportKind.KLAP);
        }
        if (family.startsWith("IOT.")) {
            return List.of(TransportKind.KLAP, TransportKind.XOR);
        }
        return encryption.equals("AES")
                // after an update such a plug was reported to say AES still and to mean another
                ? List.of(TransportKind.AES, TransportKind.KLAP, TransportKind.TPAP)
                : List.of(TransportKind.KLAP, TransportKind.TPAP);
    }

    /** The part of a discovery answer that some devices encrypt for the key in the probe: {@code {sym_schm, key, data}}. */
    static final class EncryptInfo {
        /** Spelled out: Java's own default for this name takes SHA-256 in the mask. */
        private static final OAEPParameterSpec OAEP =
                new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

        private EncryptInfo() {}

        static Json open(Json info, PrivateKey ours) throws TransportFault {
            try {
                Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
                rsa.init(Cipher.DECRYPT_MODE, ours, OAEP);
                byte[] both = rsa.doFinal(Base64.getMimeDecoder().decode(info.text("key")));
                byte[] plain = Digests.aesCbc(
                        Cipher.DECRYPT_MODE,
                        Digests.slice(both, 0, 16),
                        Digests.slice(both, 16, 32),
                        Base64.getMimeDecoder().decode(info.text("data")));
                return WireResponse.json(new String(plain, StandardCharsets.UTF_8));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw TransportFault.broken("the encrypted part of a discovery answer cannot be read", e);
            }
        }
    }

    /** Kinds of devices that answer on the network, as {@code tapo.families} names them. */
    public enum DeviceFamily {
        /** Plugs and strips. */
        PLUGS,
        /** Switches in the wall; Kasa's older ones say that they are plugs. */
        SWITCHES,
        /** Lamps and strips of light. */
        BULBS,
        /** What sensors and valves without Wi-Fi speak to. */
        HUBS,
        /** Cameras, robots and what else there is: not read. */
        OTHERS;

        /** Those that are read when nothing is set. */
        public static final String USUAL = "plugs,switches";
    }

    /** Discovery datagrams: TP-Link's own on port 20002 (and 20004), Kasa's on 9999. */
    public static final class TdpPacket {
        static final int HEAD = 16;
        private static final int MAGIC = 0x5A6B7C8D;
        private static final int CRC_AT = 12;
        private static final byte[] KASA_QUESTION =
                "{\"system\":{\"get_sysinfo\":{}}}".getBytes(StandardCharsets.UTF_8);

        private TdpPacket() {}

        /** The probe that newer firmware wants: with an RSA-2048 key, for the few devices that encrypt their answer. */
        public static byte[] probe(PublicKey key, int serial) {
            String pem = "-----BEGIN PUBLIC KEY-----\\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(key.getEncoded())
                            .replace("\n", "\\n")
                    + "\\n-----END PUBLIC KEY-----\\n";
            byte[] payload = ("{\"params\":{\"rsa_key\":\"" + pem + "\"}}").getBytes(StandardCharsets.UTF_8);
            return packet(1, 0x11, serial, payload);
        }

        /** The question that Kasa firmware answers: no length in front on UDP. */
        public static byte[] kasaProbe() {
            return XorTransport.encrypt(KASA_QUESTION);
        }

        /** @param operation 1 asks, 2 answers */
        public static byte[] packet(int operation, int flags, int serial, byte[] payload) {
            ByteBuffer out = ByteBuffer.allocate(HEAD + payload.length)
                    .put((byte) 2)
                    .put((byte) 0)
                    .putShort((short) operation)
                    .putShort((short) payload.length)
                    .put((byte) flags)
                    .put((byte) 0)
                    .putInt(serial)
                    .putInt(MAGIC)
                    .put(payload);
            CRC32 crc = new CRC32();
            crc.update(out.array());
            out.putInt(CRC_AT, (int) crc.getValue());
            return out.array();
        }

        /** The JSON of an answer, whichever kind it is; null when it is none: port and header differ, the text does not. */
        public static String answer(byte[] packet) {
            if (packet.length > HEAD && packet[0] == 2 && packet[HEAD] == '{') {
                return new String(packet, HEAD, packet.length - HEAD, StandardCharsets.UTF_8);
            }
            byte[] plain = XorTransport.decrypt(packet);
            return plain.length > 0 && plain[0] == '{' ? new String(plain, StandardCharsets.UTF_8) : null;
        }
    }
}
