package io.github.homeexporter.settings;

/** A token alone is enough on a Proxmox host; the route looks at the address, for a secret has no place in a condition. */
public final class ProxmoxUrl {
    private static final String TOKEN = "host.proxmox-token";
    private static final String URL = "host.proxmox-url";

    private ProxmoxUrl() {}

    public static void settle(Settings settings) {
        if (settings.get(URL).isBlank() && !settings.get(TOKEN).isBlank()) {
            settings.put(new Setting(URL, "local", TOKEN, Setting.Source.DEFAULT));
        }
    }
}
