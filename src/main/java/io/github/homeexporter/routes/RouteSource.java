package io.github.homeexporter.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a route begins with: a device of ours, a path of the port, or something else. */
public final class RouteSource {
    /** Components that speak with a device and say themselves how it is, and what two routes to one of them must not share. */
    private static final Map<String, Shared> DEVICES = Map.of(
            "luxtronik", Shared.ADDRESS,
            "isg", Shared.ADDRESS,
            "loxone", Shared.ADDRESS,
            "modbus", Shared.BUT_NAMES,
            "proxmox", Shared.BUT_NAMES,
            "tapo", Shared.BUT_NAMES,
            "host", Shared.ALL);

    private static final Set<String> TEXTS = Set.of("luxtronik", "isg");

    private static final Pattern MASTER = Pattern.compile("^master:(//)?[^:]+:");
    private static final Pattern NAMES = Pattern.compile("[?&](name|kind|labels)=[^&]*");

    private static final Pattern METHODS = Pattern.compile("[?&]httpMethodRestrict=([^&]+)");
    private static final String ALL_METHODS = "GET,HEAD,POST,PUT,DELETE,PATCH,OPTIONS";

    /** Two Miniservers may be behind one address. */
    private static final Pattern PORTS = Pattern.compile("(?<=[?&])(port|sslPort)=[^&]*");

    private enum Shared {
        /** One route is what such a device is for, whatever the options. */
        ADDRESS,
        /** The address with what is asked of it. */
        BUT_NAMES,
        ALL
    }

    private RouteSource() {}

    /** Whether {@link RouteWiring#findings} speaks of two routes with this in their {@code from:}. */
    static boolean isTold(String uri) {
        return !identities(uri).isEmpty();
    }

    public static boolean isDevice(String uri) {
        return DEVICES.containsKey(scheme(uri)) || scheme(uri).equals("master");
    }

    /** The schemes of components that speak with a device. */
    public static Set<String> devices() {
        return DEVICES.keySet();
    }

    /** Whether its values are texts until rules have made numbers of them. */
    static boolean isText(String uri) {
        return TEXTS.contains(scheme(withoutMaster(uri)));
    }

    /** What two routes must not share: the address of a device, a path and method of the HTTP port, or all there is. */
    static List<String> identities(String from) {
        String uri = withoutMaster(from).replaceFirst("://", ":");
        String scheme = scheme(uri);
        Shared shared = scheme.equals("direct") ? Shared.ADDRESS : DEVICES.get(scheme);
        if (shared == null) {
            // others may be had twice, as timer:, or the trial finds out
            return scheme.equals("platform-http") ? answered(uri) : List.of();
        }
        return switch (shared) {
            case ADDRESS ->
                List.of(uri.replaceFirst("[?].*$", "")
                        + PORTS.matcher(uri).results().map(MatchResult::group).toList());
            case BUT_NAMES -> List.of(NAMES.matcher(uri).replaceAll(""));
            case ALL -> List.of(uri);
        };
    }

    /** Each method of a path: {@code platform-http:/metrics GET}. */
    private static List<String> answered(String uri) {
        String path = uri.replaceFirst("[?].*$", "").replaceFirst(":/?", ":/");
        Matcher only = METHODS.matcher(uri);
        String methods = only.find() ? only.group(1).replace("%2C", ",") : ALL_METHODS;
        return Stream.of(methods.split("\\s*,\\s*"))
                .map(method -> path + " " + method)
                .toList();
    }

    private static String withoutMaster(String uri) {
        return MASTER.matcher(uri).replaceFirst("");
    }

    static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri : uri.substring(0, colon);
    }
}
