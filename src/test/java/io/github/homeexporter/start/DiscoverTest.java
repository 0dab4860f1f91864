package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.HomeExporter;
import io.github.homeexporter.sample.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a whole. */
@Timeout(180)
@ResourceLock(LogLines.LOG)
class DiscoverTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @AfterEach
    void theLogAsBefore() throws Exception {
        LogLines.asTestsHaveIt();
    }

    @Test
    void the_devices_of_the_demo_are_found_in_a_directory_without_settings() throws Exception {
        CommandLineOptions options = options(3, "");
        options.demo = true;
        assertThat(run(options)).isZero();
        assertThat(lines(out))
                .anyMatch(line -> line.matches("lux\\.address=127\\.0\\.0\\.1:\\d+"))
                .contains("loxone.host=127.0.0.1")
                .anyMatch(line -> line.matches("isg\\.url=http://127\\.0\\.0\\.1:\\d+"))
                .anyMatch(line -> line.startsWith("# TP-Link P110(EU) at 127.0.0.1:"))
                .allMatch(line -> line.matches("# .+|(lux|loxone|isg)\\.[a-z]+=\\S+"));
        assertThat(lines(err)).first().asString().startsWith("discover: asked on lo (127.0.0.1): Luxtronik UDP ");
    }

    @Test
    void what_was_found_can_be_put_at_the_end_of_the_settings() throws Exception {
        CommandLineOptions options = options(3, "");
        options.demo = true;
        run(options);
        Files.writeString(directory.resolve("application.properties"), out.toString(StandardCharsets.UTF_8));
        assertThat(SettingsLoader.load(directory, Map.of()).findings()).isEmpty();
        assertThat(SettingsLoader.load(directory, Map.of()).get("loxone.host")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lux.interval=45s", "lux.interval=45s\\", "lux.interval=45s\\\n"})
    void a_last_line_without_an_end_keeps_its_value(String settings) throws Exception {
        Path file = directory.resolve("application.properties");
        Files.writeString(file, settings);
        assertThat(run(options(1, "127.0.0.1"))).isBetween(0, 2);
        out.writeBytes("lux.address=192.0.2.9\n".getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, out.toString(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThat(SettingsLoader.load(directory, Map.of()).get("lux.interval")).isEqualTo("45s");
        assertThat(SettingsLoader.load(directory, Map.of()).get("lux.address")).isEqualTo("192.0.2.9");
    }

    @Test
    void a_wrong_command_is_said_in_one_line() throws Exception {
        assertThat(run(options(0, ""))).isEqualTo(1);
        assertThat(run(options(61, ""))).isEqualTo(1);
        assertThat(run(options(1, "eth77"))).isEqualTo(1);
        assertThat(lines(err))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("--discover-seconds=0; allowed: 1 to 60"),
                        line -> assertThat(line).isEqualTo("--discover-seconds=61; allowed: 1 to 60"),
                        line -> assertThat(line).startsWith("discover: there is no interface \"eth77\""));
        assertThat(out.size()).isZero();
    }

    @Test
    void a_machine_in_no_network_asks_nobody_and_says_so() throws Exception {
        Result result = elsewhere("exec \"$@\"", "--discover", "--discover-seconds", "1");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("nobody was asked: this machine is in no network")
                .doesNotContain("Exception");
    }

    @Test
    void a_machine_without_a_default_route_asks_by_the_broadcast_of_its_network() throws Exception {
        Result result = elsewhere(
                "ip link add home type veth peer name far && ip link set far up && ip link set home up"
                        + " && ip addr add 192.0.2.2/24 broadcast + dev home && exec \"$@\"",
                "--discover",
                "--discover-seconds",
                "1");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("asked on home (192.0.2.2): Luxtronik UDP 4444 47808")
                .contains("nothing answered within 1 s")
                .doesNotContain("could not be asked")
                .doesNotContain("Exception");
    }

    private record Result(int exit, String out, String err) {}

    /** In a network namespace of its own. */
    private Result elsewhere(String script, String... arguments) throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "unshare -n ip link add home type veth peer name far >/dev/null 2>&1")
                                .start()
                                .waitFor()
                        == 0,
                "needs the right to make a network namespace (root), unshare (util-linux) and ip (iproute2)");
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", script, "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HomeExporter.class.getName()));
        command.addAll(List.of(arguments));
        Path said = directory.resolve("out");
        Path told = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(said.toFile())
                .redirectError(told.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(said), Files.readString(told));
    }

    private static CommandLineOptions options(int seconds, String networkInterface) {
        CommandLineOptions options = new CommandLineOptions();
        options.discover = true;
        options.discoverSeconds = seconds;
        options.discoverInterface = networkInterface;
        return options;
    }

    private int run(CommandLineOptions options) throws Exception {
        return Discover.run(
                options,
                directory,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static List<String> lines(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
