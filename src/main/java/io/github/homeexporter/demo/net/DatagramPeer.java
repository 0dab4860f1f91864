package io.github.homeexporter.demo.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what is sent to the broadcast address of the loopback network, as a device hears it in its own, and answers from an address of its own. */
public final class DatagramPeer implements Closeable {
    public static final String BROADCAST = "127.255.255.255";

    private static final Logger LOG = LoggerFactory.getLogger(DatagramPeer.class);

    private final DatagramSocket ear;
    private final DatagramSocket mouth;
    private final int answerPort;
    private final Answers answers;
    private final AtomicInteger heard = new AtomicInteger();

    /** What is answered, nothing or several datagrams. */
    @FunctionalInterface
    public interface Answers {
        List<byte[]> to(byte[] question);
    }

    /**
     * @param address of the device, as 127.0.0.7
     * @param port that it is asked at; several may share it; 0 for a free one
     * @param answerPort that it answers to, 0 for that of who asks
     */
    public DatagramPeer(String address, int port, int answerPort, Answers answers) throws IOException {
        this.answerPort = answerPort;
        this.answers = answers;
        ear = new DatagramSocket(null);
        ear.setReuseAddress(true);
        ear.bind(new InetSocketAddress(BROADCAST, port));
        mouth = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
        Thread thread = new Thread(this::listen, "datagram-peer");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return ear.getLocalPort();
    }

    /** Datagrams so far. */
    public int heard() {
        return heard.get();
    }

    private void listen() {
        byte[] buffer = new byte[65_535];
        while (!ear.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                ear.receive(packet);
                heard.incrementAndGet();
                int port = answerPort == 0 ? packet.getPort() : answerPort;
                for (byte[] answer : answers.to(Arrays.copyOf(buffer, packet.getLength()))) {
                    mouth.send(new DatagramPacket(answer, answer.length, packet.getAddress(), port));
                }
            } catch (IOException e) {
                LOG.debug("datagrams: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        ear.close();
        mouth.close();
    }
}
