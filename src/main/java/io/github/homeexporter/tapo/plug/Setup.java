package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.Credentials;
import io.github.homeexporter.tapo.wire.PlugTransport.Entropy;
import java.util.ArrayList;
import java.util.List;

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
}
