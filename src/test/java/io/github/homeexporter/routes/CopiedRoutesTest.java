package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.Check;
import io.github.homeexporter.start.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second device of each kind, made as its documentation says: another file, id and prefix, other keys, its address. */
class CopiedRoutesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "luxtronik,  lux,    lux-cellar,    lux-cellar.address=192.0.2.8",
        "isg-web,    isg,    isg-cellar,    isg-cellar.url=http://192.0.2.8",
        "isg-modbus, isg,    isg-cellar,    isg-cellar.modbus-host=192.0.2.8",
        "loxone,     loxone, loxone-shed,   loxone-shed.host=192.0.2.8;loxone-shed.username=u;loxone-shed.password=p",
        "tapo,       tapo,   tapo-garage,   tapo-garage.username=u;tapo-garage.password=p",
        "proxmox,    host,   cellar,        cellar.proxmox-url=https://192.0.2.8:8006;cellar.proxmox-token=a@b!c=d"
    })
    void needs_its_address_and_has_the_defaults_of_the_kind(String kind, String prefix, String copy, String settings)
            throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        String shipped = Files.readString(Path.of("routes", kind + ".camel.yaml"));
        Files.writeString(
                routes.resolve("copy.camel.yaml"),
                shipped.replace("id: " + kind + "\n", "id: copy\n")
                        .replace("nodePrefixId: " + kind + "-", "nodePrefixId: copy-")
                        .replace("name: " + kind + "\n", "name: copy\n")
                        .replace(prefix + ".", copy + "."));
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\n" + settings.replace(";", "\n") + "\n");

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exit = Check.run(
                SettingsLoader.load(directory, Map.of()),
                directory,
                Map.of(),
                false,
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(exit).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
