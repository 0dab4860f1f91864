package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.FoundDevice.Kind;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.DeviceFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** TP-Link's devices that answered, and the lines that are still missing for them to be read: one for all that want the same setting. */
final class FoundPlugs {
    private static final int MOST = 300;
    private static final String LIST = "tapo.plug-devices";
    private static final String FAMILIES = "tapo.families";

    private record Plug(String model, DeviceFamily family, boolean login) {}

    private final Map<String, Plug> plugs = new ConcurrentSkipListMap<>();

    /** In any thread. */
    void heard(String address, String model, DeviceFamily family, boolean login) {
        if (plugs.size() < MOST) {
            plugs.putIfAbsent(address, new Plug(model, family, login));
        }
    }

    List<FoundDevice> devices(SetAlready set) {
        Set<String> listed = new LinkedHashSet<>();
        String families = set.get(FAMILIES).isEmpty() ? DeviceFamily.USUAL : set.get(FAMILIES);
        Set<String> read =
                new LinkedHashSet<>(List.of(families.toLowerCase(Locale.ROOT).split("[,\\s]+")));
        // in the order of their kinds, whichever address comes first
        Set<DeviceFamily> found = EnumSet.noneOf(DeviceFamily.class);
        plugs.forEach((address, plug) -> {
            if (plug.family() != DeviceFamily.OTHERS
                    && set.naming(LIST, host(address)).isEmpty()) {
                if (plug.login()) {
                    found.add(plug.family());
                } else {
                    listed.add(address);
                }
            }
        });
        Set<String> wanted = new LinkedHashSet<>(read);
        found.forEach(family -> wanted.add(word(family)));
        String list = set.get(LIST).isEmpty() ? "" : set.get(LIST) + ",";
        String byList = LIST + "=" + list + String.join(",", listed);
        String byFamily = FAMILIES + "=" + String.join(",", wanted);
        List<FoundDevice> devices = new ArrayList<>();
        plugs.forEach((address, plug) -> {
            List<String> missing = new ArrayList<>();
            if (plug.family() == DeviceFamily.OTHERS) {
                missing.add("it is of a kind that is not read: neither plug, switch, lamp nor hub");
            } else if (!plug.login()) {
                missing.addAll(List.of("what needs no login is read by this line:", byList));
            } else {
                if (set.get("tapo.username").isEmpty()) {
                    missing.add(
                            "tapo.username= and tapo.password= are still missing; with them plugs are found and read"
                                    + " by themselves");
                }
                if (!read.contains(word(plug.family()))) {
                    missing.addAll(List.of("lamps and hubs are found and read only with this line:", byFamily));
                }
            }
            String what = ("TP-Link " + FoundDevice.plain(plug.model())).strip() + " at " + address;
            devices.add(new FoundDevice(Kind.PLUG, address, host(address), what, List.of(), missing));
        });
        return devices;
    }

    private static String host(String address) {
        return address.replaceFirst(":\\d+$", "");
    }

    private static String word(DeviceFamily family) {
        return family.name().toLowerCase(Locale.ROOT);
    }
}
