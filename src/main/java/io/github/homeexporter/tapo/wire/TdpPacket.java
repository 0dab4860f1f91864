package io.github.homeexporter.tapo.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.zip.CRC32;

/** Discovery datagrams: TP-Link's own on port 20002 (and 20004), Kasa's on 9999. */
public final class TdpPacket {
    static final int HEAD = 16;
    private static final int MAGIC = 0x5A6B7C8D;
    private static final int CRC_AT = 12;
    private static final byte[] KASA_QUESTION = "{\"system\":{\"get_sysinfo\":{}}}".getBytes(StandardCharsets.UTF_8);

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
