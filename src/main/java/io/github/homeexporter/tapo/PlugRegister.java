package io.github.homeexporter.tapo;

import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which plug is whose: a plug is its MAC address and has one reader. But for {@link #listed}, only under its own lock. */
final class PlugRegister {
    private static final Logger LOG = LoggerFactory.getLogger(PlugRegister.class);

    private final Map<String, PlugReader> plugs = new LinkedHashMap<>();

    void add(PlugReader plug) {
        plugs.put(plug.name(), plug);
    }

    void remove(PlugReader plug) {
        plugs.remove(plug.name());
    }

    Collection<PlugReader> all() {
        return plugs.values();
    }

    /** The reader of that plug, or the one at its address if the plug may be that one's; null for a new plug. */
    PlugReader of(String mac, PlugReader listed) {
        PlugReader known = byMac(mac);
        return known != null || !isOf(listed, mac) ? known : listed;
    }

    /** The one that the settings have at that address; looks up names, so without a lock. */
    PlugReader listed(PlugAddress where) {
        List<PlugReader> all;
        synchronized (this) {
            all = List.copyOf(plugs.values());
        }
        return all.stream()
                .filter(plug -> isAt(plug.isConfigured() ? plug.home() : plug.address(), where))
                .min((a, b) -> Boolean.compare(b.isConfigured(), a.isConfigured()))
                .orElse(null);
    }

    private static boolean isAt(PlugAddress plug, PlugAddress where) {
        return (plug.isUsual() || plug.port() == where.port())
                && numeric(plug.host()).equals(where.host());
    }

    /** As an answer bears it. */
    private static String numeric(String host) {
        try {
            return PlugAddress.heard(InetAddress.getByName(host).getHostAddress(), 0)
                    .host();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    /** Whether a plug at a reader's address is that reader's: a listed one that is not elsewhere takes whichever is there. */
    private static boolean isOf(PlugReader reader, String mac) {
        return reader != null
                && (reader.mac().isEmpty()
                        || mac.isEmpty()
                        || reader.isConfigured() && reader.address().isSamePlace(reader.home()));
    }

    private PlugReader byMac(String mac) {
        return plugs.values().stream()
                .filter(plug -> !mac.isEmpty() && plug.mac().equals(mac))
                .findFirst()
                .orElse(null);
    }

    /**
     * A reader has met a plug that was not known as its own. A plug is its MAC address: it has one reader.
     *
     * @param remove takes away a reader that discovery made and that is none any more
     * @return null when it is the reader's from now on
     */
    TransportFault claim(PlugReader reader, String mac, Consumer<PlugReader> remove) {
        PlugReader other = byMac(mac);
        if (!reader.mac().isEmpty() && (other != null || !reader.isConfigured())) {
            return moved(reader, other);
        }
        if (other != null && other.isUp() && (other.isConfigured() || !reader.isConfigured())) {
            reader.isReadAs(other);
            return new TransportFault(
                    TransportFault.Kind.CLOSED,
                    "listed_twice",
                    "it is the plug that " + other.name() + " is (MAC address " + mac
                            + "), which is read there; leave one of the two in tapo.plug-devices");
        }
        if (other != null && other.isConfigured()) {
            other.mac("");
        } else if (other != null) {
            remove.accept(other);
        }
        if (!reader.mac().isEmpty()) {
            LOG.info("{}: another plug is there now, {} instead of {}", reader.name(), mac, reader.mac());
        }
        reader.mac(mac);
        return null;
    }

    /** Addresses were exchanged, or another plug has got the address of one that is elsewhere. */
    private static TransportFault moved(PlugReader reader, PlugReader other) {
        PlugAddress here = reader.address();
        if (other != null) {
            reader.move(other.address());
            other.move(here);
        }
        return new TransportFault(
                TransportFault.Kind.UNREACHABLE, "moved", "another plug answers at " + here + "; looking for this one");
    }
}
