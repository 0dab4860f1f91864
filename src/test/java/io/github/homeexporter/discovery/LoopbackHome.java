package io.github.homeexporter.discovery;

import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.discovery.HomeSearch.PropertyLines;
import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.discovery.SetAlready.ResolvedNames;
import io.github.homeexporter.net.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** A home on the loopback network: devices at 127.0.0.x that answer what is sent to its broadcast address. */
final class LoopbackHome implements Closeable {
    final int controllers = FreePort.next();
    final int secondControllers = FreePort.next();
    final int miniservers = FreePort.next();
    final int miniserverAnswers = FreePort.next();
    final int services = FreePort.next();
    final int inverters = FreePort.next();
    int webSocket = FreePort.next();
    int plugs = FreePort.next();
    int isgWeb = FreePort.next();
    Duration patience = Duration.ofSeconds(30);
    final Map<String, String> names = new HashMap<>();
    final Map<String, String> set = new HashMap<>();
    final List<String> said = new CopyOnWriteArrayList<>();
    private SetAlready already;
    private final List<Closeable> peers = new ArrayList<>();

    LoopbackHome controller(String address, int port, String... answers) throws IOException {
        return peer(address, port, 0, bytes(answers));
    }

    LoopbackHome miniserver(String address, String... answers) throws IOException {
        return peer(address, miniservers, miniserverAnswers, bytes(answers));
    }

    LoopbackHome service(String address, byte[]... answers) throws IOException {
        return peer(address, services, 0, List.of(answers));
    }

    LoopbackHome peer(String address, int port, int answerPort, List<byte[]> answers) throws IOException {
        return with(new DatagramPeer(address, port, answerPort, question -> answers));
    }

    LoopbackHome with(Closeable peer) {
        peers.add(peer);
        return this;
    }

    private static List<byte[]> bytes(String... texts) {
        List<byte[]> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    List<FoundDevice> search() throws IOException {
        return search(LocalNetwork.named("127.0.0.1"));
    }

    List<FoundDevice> search(List<LocalNetwork> networks) throws IOException {
        Targets targets = new Targets(
                List.of(controllers, secondControllers),
                webSocket,
                miniservers,
                miniserverAnswers,
                new InetSocketAddress(DatagramPeer.BROADCAST, services),
                new InetSocketAddress(DatagramPeer.BROADCAST, inverters),
                List.of(plugs),
                List.of("servicewelt", "servicewelt.lan"),
                isgWeb,
                patience);
        already = already(set, this::resolve);
        return new Search(networks, Duration.ofSeconds(2), targets, already, said::add).run(this::resolve);
    }

    static SetAlready already(Map<String, String> set, ResolvedNames.Resolver resolver) {
        Properties properties = new Properties();
        properties.putAll(set);
        return new SetAlready(properties, resolver);
    }

    /** What is printed of it. */
    List<String> lines() throws IOException {
        List<FoundDevice> found = search();
        return PropertyLines.of(found, already);
    }

    private InetAddress[] resolve(String name) throws UnknownHostException {
        String address = names.get(name);
        if (address == null) {
            throw new UnknownHostException(name);
        }
        return InetAddress.getAllByName(address);
    }

    @Override
    public void close() throws IOException {
        for (Closeable peer : peers) {
            peer.close();
        }
    }
}
