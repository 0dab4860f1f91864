package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.Credentials;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.PlugTransport.Entropy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a session with a plug is made of.
 *
 * @param names the addresses that the plug is known by in the settings
 */
public record Setup(DeviceCredentials accounts, List<String> names, Entropy entropy, PlugEar ear) {
    /** Hears what a plug is asked and answers, in plain words. */
    public interface PlugEar {
        void asked(String json);

        void answered(String json);

        /** Whether a recording stands in for the plug, so that nothing is encrypted. */
        boolean plays();
    }

    /** @param mac empty while it is not known */
    Credentials account(String mac) {
        List<String> all = new ArrayList<>(names);
        all.add(mac);
        return accounts.of(all);
    }

    /** Accounts that may hold: one, or while the plug has not said its MAC address those of others as well. */
    List<Credentials> accountsFor(String mac) {
        List<Credentials> all = new ArrayList<>(List.of(account(mac)));
        if (mac.isEmpty()) {
            accounts.byMac().stream().filter(a -> !all.contains(a)).forEach(all::add);
        }
        return all;
    }

    /** The account of each plug: the common one, but for plugs that have their own. */
    public static final class DeviceCredentials {
        private final Credentials common;
        private final Map<String, Credentials> own = new LinkedHashMap<>();

        private DeviceCredentials(Credentials common) {
            this.common = common;
        }

        /**
         * @param text a line for each plug: address or MAC address, user name, password, separated by blanks
         * @throws IllegalArgumentException naming the line, not what is in it
         */
        public static DeviceCredentials parse(Credentials common, String text) {
            DeviceCredentials all = new DeviceCredentials(common);
            String[] lines = text.split("\\R");
            for (int i = 0; i < lines.length; i++) {
                String line = lines[i].strip();
                if (line.isEmpty()) {
                    continue;
                }
                String[] parts = line.split("\\s+", 3);
                if (parts.length < 3) {
                    throw new IllegalArgumentException("line " + (i + 1)
                            + " of the device credentials is not complete; allowed: address or MAC address, user name,"
                            + " password, separated by blanks");
                }
                all.own.put(key(parts[0]), new Credentials(parts[1], parts[2]));
            }
            return all;
        }

        /** @param names addresses and MAC address of a plug; the first that has an account of its own counts */
        public Credentials of(Collection<String> names) {
            return names.stream()
                    .map(name -> own.get(key(name)))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(common);
        }

        /** Those that are given by a MAC address. */
        List<Credentials> byMac() {
            return own.entrySet().stream()
                    .filter(e -> !DiscoveryAnswer.mac(e.getKey()).isEmpty())
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private static String key(String name) {
            String mac = DiscoveryAnswer.mac(name);
            return mac.isEmpty() ? name.toLowerCase(Locale.ROOT) : mac;
        }
    }
}
