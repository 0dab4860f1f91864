package io.github.homeexporter;

import io.github.homeexporter.demo.net.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A broker of MQTT 5 that takes every subscription, and sends all that it has to say to whoever named a topic. */
final class FloodingBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int PING = 12;

    private final Map<Socket, byte[]> floods = new ConcurrentHashMap<>();
    private final LoopbackServer server = LoopbackServer.bare("broker", 0, this::serve);

    private final List<String> payloads;

    FloodingBroker(String... payloads) throws IOException {
        this.payloads = List.of(payloads);
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        try {
            while (true) {
                int kind = in.readUnsignedByte() >> 4;
                int length = 0;
                int digit = 128;
                for (int shift = 0; digit > 127; shift += 7) {
                    digit = in.readUnsignedByte();
                    length |= (digit & 127) << shift;
                }
                answer(client, kind, in.readNBytes(length));
            }
        } finally {
            floods.remove(client);
        }
    }

    private void answer(Socket client, int kind, byte[] packet) throws IOException {
        switch (kind) {
            case CONNECT -> write(client, new byte[] {0x20, 3, 0, 0, 0});
            case SUBSCRIBE -> {
                write(client, new byte[] {(byte) 0x90, 4, packet[0], packet[1], 0, 0});
                // behind the packet's number, its properties and the filter's length; before the options
                int filter = 5 + packet[2];
                String topic = new String(packet, filter, packet.length - filter - 1, StandardCharsets.UTF_8);
                if (!topic.contains("+")) {
                    floods.merge(client, flood(topic), (before, more) -> {
                        ByteArrayOutputStream both = new ByteArrayOutputStream();
                        both.writeBytes(before);
                        both.writeBytes(more);
                        return both.toByteArray();
                    });
                }
            }
            case UNSUBSCRIBE -> write(client, new byte[] {(byte) 0xB0, 4, packet[0], packet[1], 0, 0});
            case PING -> write(client, new byte[] {(byte) 0xD0, 0});
            default -> {}
        }
    }

    /** As many messages of QoS 0 as are worth a write. */
    private byte[] flood(String topic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            byte[] payload = payloads.get(i % payloads.size()).getBytes(StandardCharsets.UTF_8);
            out.writeBytes(new byte[] {0x30, (byte) (name.length + payload.length + 3), 0, (byte) name.length});
            out.writeBytes(name);
            out.write(0);
            out.writeBytes(payload);
        }
        return out.toByteArray();
    }

    int port() {
        return server.port();
    }

    /** All connections end; new ones are taken. */
    void drop() {
        server.dropAll();
    }

    /** Who has subscribed to something by name. */
    int listeners() {
        return floods.size();
    }

    /** Once more to each. @return whether there was anybody */
    boolean once() {
        floods.forEach((client, flood) -> {
            try {
                write(client, flood);
            } catch (IOException e) {
                // it has had enough; the next one comes soon
                floods.remove(client);
            }
        });
        return !floods.isEmpty();
    }

    private static void write(Socket client, byte[] bytes) throws IOException {
        synchronized (client) {
            client.getOutputStream().write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
