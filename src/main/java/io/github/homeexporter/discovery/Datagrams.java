package io.github.homeexporter.discovery;

import io.github.homeexporter.net.Texts;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sockets that ask the same three times, since UDP loses some, and listen until the time is over, in one thread. What a flood
 * of answers costs is bounded.
 */
final class Datagrams implements Closeable {
    /** After the first, when the question is put. */
    private static final long[] MILLIS = {0, 300, 1_000};
    /** RFC 6762 17; what is longer is no answer. */
    private static final int LONGEST = 9_000;

    private static final int MOST_OF_ONE = 200;
    private static final int MOST = 10_000;

    private final Selector selector;
    private final Consumer<String> said;
    private final Set<String> told = new LinkedHashSet<>();
    private boolean asked;

    /** Takes what is heard, and may say what else is to be asked where it asked before. */
    @FunctionalInterface
    interface Ear {
        List<byte[]> heard(String from, byte[] datagram);
    }

    /** @param heard how many datagrams of each sender */
    private record Line(
            DatagramChannel channel,
            String what,
            List<InetSocketAddress> to,
            byte[] question,
            Ear ear,
            Map<String, Integer> heard) {}

    private final List<Line> lines = new ArrayList<>();

    /** @param said takes a sentence for each thing that did not work */
    Datagrams(Consumer<String> said) throws IOException {
        this.selector = Selector.open();
        this.said = said;
    }

    /**
     * Opens a socket for one question.
     *
     * @param what is asked, for sentences
     * @param from the local address, null for any
     * @param port the local port, 0 for a free one
     * @return what was wrong, null for nothing
     */
    IOException open(String what, InetAddress from, int port, List<InetSocketAddress> to, byte[] question, Ear ear) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            if (port != 0) {
                // a program that has the port and shares it goes on
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(from == null ? new InetSocketAddress("0.0.0.0", port) : new InetSocketAddress(from, port));
            channel.configureBlocking(false);
            Line line = new Line(channel, what, List.copyOf(to), question, ear, new HashMap<>());
            channel.register(selector, SelectionKey.OP_READ, line);
            lines.add(line);
            return null;
        } catch (IOException e) {
            close(channel);
            return e;
        }
    }

    /** Asks, and listens for all of the time. */
    void listen(long millis) throws IOException {
        long start = System.nanoTime();
        int asked = 0;
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST + 1);
        while (true) {
            long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (passed >= millis || Thread.currentThread().isInterrupted()) {
                return;
            }
            if (asked < MILLIS.length && passed >= MILLIS[asked]) {
                asked++;
                lines.forEach(line -> send(line, line.question()));
            }
            long until = asked < MILLIS.length ? Math.min(MILLIS[asked], millis) : millis;
            selector.select(Math.max(1, until - passed));
            for (SelectionKey key : selector.selectedKeys()) {
                receive((Line) key.attachment(), buffer);
            }
            selector.selectedKeys().clear();
        }
    }

    private void send(Line line, byte[] bytes) {
        for (InetSocketAddress to : line.to()) {
            try {
                line.channel().send(ByteBuffer.wrap(bytes), to);
                asked = true;
            } catch (IOException e) {
                String sentence = line.what() + ": " + to.getAddress().getHostAddress() + " could not be asked: "
                        + Texts.oneLine(String.valueOf(e.getMessage()));
                if (told.add(sentence)) {
                    said.accept(sentence);
                }
            }
        }
    }

    /** @throws IOException why, where not one question could be sent */
    void orNobody() throws IOException {
        if (!asked) {
            throw new IOException(
                    "nobody could be asked: " + told.stream().findFirst().orElse("no port can be opened"));
        }
    }

    private void receive(Line line, ByteBuffer buffer) {
        try {
            buffer.clear();
            SocketAddress sender = line.channel().receive(buffer);
            if (sender instanceof InetSocketAddress from && buffer.position() <= LONGEST) {
                String host = from.getAddress().getHostAddress();
                boolean room = line.heard().size() < MOST || line.heard().containsKey(host);
                if (room && line.heard().merge(host, 1, Integer::sum) <= MOST_OF_ONE) {
                    byte[] bytes = new byte[buffer.position()];
                    buffer.flip().get(bytes);
                    line.ear().heard(host, bytes).forEach(more -> send(line, more));
                }
            }
        } catch (IOException e) {
            // the network says that nobody listens at one of the addresses: at the others somebody may
            return;
        }
    }

    private static void close(DatagramChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.forEach(line -> close(line.channel()));
        selector.close();
    }
}
