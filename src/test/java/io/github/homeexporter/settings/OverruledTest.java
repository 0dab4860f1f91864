package io.github.homeexporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set and not in force because of another setting, or for a separator that is none. */
class OverruledTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lux.protocol=binary     | lux.page=Informationen          | lux.page: has no effect: lux.protocol is binary
            mqtt.host=192.0.2.1     | mqtt.tls-insecure=true          | mqtt.tls-insecure: has no effect: mqtt.tls is false
            loxone.login=hash       | loxone.token-file=token         | loxone.token-file: has no effect: loxone.login is hash
            loxone.host=504F94AABBCC | loxone.port=8080               | loxone.port: has no effect: loxone.host is 504F94AABBCC
            loxone.host=https://x.lan | loxone.port=8080              | loxone.port: has no effect: loxone.host is https://x.lan
            loxone.tls=insecure     | loxone.tls-name=house           | loxone.tls-name: has no effect: loxone.tls is insecure
            tapo.discovery=no       | tapo.discovery-target=192.0.2.255 | tapo.discovery-target: has no effect: tapo.discovery is false
            isg.mode=modbus         | isg.user=me                     | isg.user: has no effect: isg.mode is modbus
            isg.mode=web            | isg.unit-id=7                   | isg.unit-id: has no effect: isg.mode is web
            isg.modbus-host=192.0.2.1 | isg.sgready.enabled=true      | isg.sgready.enabled: the webhook refuses every call: isg.sgready.token is not set
            loxone.encryption=never | loxone.tls-name=house           | loxone.tls-name: has no effect: loxone.encryption is never
            loxone.force-encryption=true | loxone.encryption=never    | loxone.encryption: has no effect: loxone.force-encryption is true
            isg.mode=web            | isg.sgready.label=level         | isg.sgready.label: has no effect: isg.sgready.enabled is false
            export.format=prometheus | otel.endpoint=192.0.2.1:4317   | otel.endpoint: has no effect: export.format is prometheus
            tapo.discovery=no       | tapo.discovery-timeout=6s       | tapo.discovery-timeout: has no effect: tapo.discovery is false
            otel.enabled=false      | otel.interval=20s               | otel.interval: has no effect: otel.enabled is false
            host.enabled=false      | host.interval=20s               | host.interval: has no effect: host.enabled is false
            host.collectors=cpu     | host.network-exclude=eth0       | host.network-exclude: has no effect: host.collectors is cpu
            host.collectors=-smart  | host.smart-interval=20m         | host.smart-interval: has no effect: host.collectors is -smart
            host.interval=20s       | host.unit-include=nginx.*       | host.unit-include: has no effect: host.collectors is not set
            host.collectors=+xfs    | host.unit-include=nginx.*       | host.unit-include: has no effect: host.collectors is +xfs
            loxone.host=192.0.2.1   | loxone.include-rooms=Hall;Bath  | loxone.include-rooms: "Hall;Bath" has a semicolon; entries are separated by commas
            lux.address=192.0.2.1   | lux.page=A;B                    | lux.page: "A;B" has a semicolon
            mqtt.host=192.0.2.1     | mqtt.include-devices=lux*;tapo  | mqtt.include-devices: "lux*;tapo" has a semicolon
            host.enabled=true       | host.disk-exclude=loop.*;sr.*   | host.disk-exclude: "loop.*;sr.*" has a semicolon
            host.enabled=true       | prometheus.file=home.txt        | prometheus.file: home.txt does not end in .prom
            tapo.username=me        | tapo.plug-devices=192.0.2.1 192.0.2.1 | tapo.plug-devices: "192.0.2.1" stands there twice; once is enough
            """)
    void it_is_named_with_its_line(String first, String second, String said) throws IOException {
        assertThat(findings(first + "\n" + second + "\n"))
                .anySatisfy(finding -> assertThat(finding).startsWith("application.properties:2: " + said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lux.protocol=auto\nlux.page=Informationen\n",
                "host.collectors=+systemd\nhost.network-exclude=eth0\n",
                "host.collectors=+systemd\nhost.unit-include=nginx.*\n",
                "host.collectors=cpu,network\nhost.network-exclude=eth0\n",
                "isg.mode=web\nisg.modbus-host=192.0.2.1\nisg.unit-id=7\nisg.sgready.enabled=true\nisg.sgready.token=abcdef\n",
                "isg.modbus-host=192.0.2.1\nisg.sgready.enabled=true\nisg.sgready.mqtt=true\n",
                "tapo.discovery=false\ntapo.discovery-direct=true\ntapo.discovery-packets=5\n",
                "host.enabled=false\nhost.proxmox-url=https://192.0.2.1:8006\nhost.naming=both\n",
                "loxone.force-encryption=true\nloxone.tls-name=house\n",
                "isg-cellar.mode=web\nisg-cellar.unit-id=7\nisg-cellar.sgready.enabled=true\n",
                "mqtt.tls=true\nmqtt.tls-insecure=true\n",
                "loxone.host=504f94.lan\nloxone.port=8080\n",
                "loxone.include-rooms=Hall,Bath\n",
                "host.enabled=false\nhost.proxmox-url=https://192.0.2.1:8006\n"
            })
    void what_is_in_force_is_not_named(String settings) throws IOException {
        assertThat(findings(settings))
                .noneMatch(finding -> finding.contains("has no effect") || finding.contains("semicolon"));
    }

    @Test
    void so_it_is_with_a_variable() throws IOException {
        assertThat(findings("lux.protocol=binary\n", Map.of("LUX_PAGE", "Informationen")))
                .contains("LUX_PAGE: lux.page: has no effect: lux.protocol is binary");
        assertThat(findings("otel.enabled=false\n", Map.of("OTEL_INTERVAL", "20s")))
                .noneMatch(finding -> finding.contains("has no effect"));
    }

    private List<String> findings(String settings) throws IOException {
        return findings(settings, Map.of());
    }

    private List<String> findings(String settings, Map<String, String> variables) throws IOException {
        Files.writeString(directory.resolve("application.properties"), settings);
        return SettingsLoader.load(directory, variables).findings().stream()
                .map(Finding::toString)
                .toList();
    }
}
