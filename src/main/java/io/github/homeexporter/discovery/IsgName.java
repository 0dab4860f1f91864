package io.github.homeexporter.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The names of an ISG as the resolver knows them, looked up beside everything else: a resolver without a network takes long. */
final class IsgName {
    /** What this machine's resolver says. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    private final Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();

    IsgName(List<String> names, Resolver resolver) {
        for (String name : names) {
            CompletableFuture<String> address = new CompletableFuture<>();
            asked.put(name, address);
            Thread thread = new Thread(() -> address.complete(look(resolver, name)), "isg-name");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Empty for a name that is not known, or leads out of the home: some providers answer for every name. */
    private static String look(Resolver resolver, String name) {
        try {
            for (InetAddress each : resolver.resolve(name)) {
                boolean home = each.isSiteLocalAddress() || each.isLinkLocalAddress() || each.isLoopbackAddress();
                if (each instanceof Inet4Address && home) {
                    return each.getHostAddress();
                }
            }
        } catch (UnknownHostException | RuntimeException e) {
            // the common case: there is none
            return "";
        }
        return "";
    }

    /** The first name that is known by now, with its address. */
    Optional<Map.Entry<String, String>> known() {
        return asked.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue().getNow("")))
                .filter(each -> !each.getValue().isEmpty())
                .findFirst();
    }
}
