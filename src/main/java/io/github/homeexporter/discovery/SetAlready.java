package io.github.homeexporter.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that there are, and which of them name a device that answered, by its address or by a name that leads there. */
final class SetAlready {
    private static final Pattern PLACE = Pattern.compile("[^.]+\\.(address|host|url|plug-devices)");

    private final Map<String, String> values = new TreeMap<>();
    private final ResolvedNames names;

    SetAlready(Properties settings, ResolvedNames.Resolver resolver) {
        settings.stringPropertyNames()
                .forEach(key -> values.put(key, settings.getProperty(key).strip()));
        names = new ResolvedNames(
                values.entrySet().stream()
                        .filter(each -> PLACE.matcher(each.getKey()).matches())
                        .flatMap(each -> hosts(each.getValue()))
                        .filter(host -> host.matches("(?i)[a-z0-9_.-]*[a-z][a-z0-9_.-]*"))
                        .toList(),
                resolver);
    }

    /** Empty when it is not set. */
    String get(String key) {
        return values.getOrDefault(key, "");
    }

    /**
     * The setting that names an address.
     *
     * @param key of the shipped route; a copy of it, as {@code lux-cellar.address}, has its own
     */
    Optional<String> naming(String key, String address) {
        Pattern keys = Pattern.compile(Pattern.quote(key).replace(".", "\\E(-[^.]+)?[.]\\Q"));
        return values.keySet().stream()
                .filter(each -> keys.matcher(each).matches())
                .filter(each ->
                        hosts(values.get(each)).anyMatch(host -> host.equals(address) || names.leads(host, address)))
                .findFirst();
    }

    /** Of an address, a URL, or a list of either, without ports. */
    private static Stream<String> hosts(String value) {
        return List.of(value.split("[,\\s]+")).stream().map(part -> part.replaceFirst("^\\w+://", "")
                .replaceFirst("^[^/]*@", "")
                .replaceFirst("[:/?#].*", ""));
    }

    /** Names as the resolver knows them, looked up beside everything else: a resolver without a network takes long. */
    static final class ResolvedNames {
        private static final int MOST = 50;

        /** What this machine's resolver says. */
        @FunctionalInterface
        interface Resolver {
            InetAddress[] resolve(String name) throws UnknownHostException;
        }

        private final Map<String, CompletableFuture<List<InetAddress>>> asked = new LinkedHashMap<>();

        ResolvedNames(Collection<String> names, Resolver resolver) {
            names.stream().distinct().limit(MOST).forEach(name -> {
                CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
                asked.put(name, addresses);
                Thread thread = new Thread(() -> addresses.complete(look(resolver, name)), "name-lookup");
                thread.setDaemon(true);
                thread.start();
            });
        }

        private static List<InetAddress> look(Resolver resolver, String name) {
            try {
                return Stream.of(resolver.resolve(name))
                        .filter(Inet4Address.class::isInstance)
                        .toList();
            } catch (UnknownHostException | RuntimeException e) {
                // the common case: there is none
                return List.of();
            }
        }

        /** Whether a name is known by now to lead to an address. */
        boolean leads(String name, String address) {
            return addresses(name).stream()
                    .anyMatch(each -> each.getHostAddress().equals(address));
        }

        private List<InetAddress> addresses(String name) {
            CompletableFuture<List<InetAddress>> addresses = asked.get(name);
            return addresses == null ? List.of() : addresses.getNow(List.of());
        }

        /** The addresses in the home that are known by now, each with its first name: some providers answer for every name, and lead out of it. */
        Map<String, String> inHome() {
            Map<String, String> all = new LinkedHashMap<>();
            asked.keySet().forEach(name -> addresses(name).stream()
                    .filter(each -> each.isSiteLocalAddress() || each.isLinkLocalAddress() || each.isLoopbackAddress())
                    .forEach(each -> all.putIfAbsent(each.getHostAddress(), name)));
            return all;
        }
    }
}
