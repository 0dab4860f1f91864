package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxmoxUrlTest {
    private static final String TOKEN = "exporter@pve!home=11111111-2222-3333-4444-555555555555";

    @TempDir
    Path directory;

    @Test
    void a_token_alone_means_this_machine() {
        Settings settings = SettingsLoader.load(directory, Map.of("HOST_PROXMOX_TOKEN", TOKEN));
        assertThat(settings.get("host.proxmox-url")).isEqualTo("local");
        assertThat(settings.findings()).isEmpty();
    }

    @Test
    void a_token_of_the_secrets_directory_counts_and_its_newline_does_not() throws Exception {
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("host.proxmox-token"), TOKEN + "\n");
        Settings settings = SettingsLoader.load(directory, Map.of("SECRETS_DIRECTORY", secrets.toString()));
        assertThat(settings.get("host.proxmox-token")).isEqualTo(TOKEN);
        assertThat(settings.get("host.proxmox-url")).isEqualTo("local");
    }

    @Test
    void an_address_stays_as_it_is() {
        Settings settings = SettingsLoader.load(
                directory, Map.of("HOST_PROXMOX_TOKEN", TOKEN, "HOST_PROXMOX_URL", "pve.example.org"));
        assertThat(settings.get("host.proxmox-url")).isEqualTo("pve.example.org");
    }

    @Test
    void without_a_token_there_is_no_address() {
        assertThat(SettingsLoader.load(directory, Map.of()).get("host.proxmox-url"))
                .isEmpty();
    }
}
