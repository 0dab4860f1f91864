package io.github.homeexporter.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who asks, seen through the proxies that are trusted to say so. */
final class ClientAddress {
    private ClientAddress() {}

    /**
     * From the right, where each proxy adds whom it saw: the first that is no trusted proxy. What stands left of it anybody
     * can have written.
     *
     * @param forwarded the values of {@code X-Forwarded-For}
     */
    static InetAddress of(InetAddress peer, List<String> forwarded, Networks proxies) {
        List<String> hops = new ArrayList<>();
        for (String value : forwarded) {
            hops.addAll(List.of(value.split(",")));
        }
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && proxies.contains(client); i--) {
            Optional<InetAddress> hop = Networks.address(withoutPort(hops.get(i).strip()));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return client;
    }

    /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        boolean port = hop.matches("\\[.*]:\\d+|[^:]+:\\d+");
        return port ? hop.substring(0, hop.lastIndexOf(':')) : hop;
    }
}
