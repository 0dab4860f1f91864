package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.modbus.RegisterFiles.RegisterWatch;
import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.modbus.registers.Register;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edited register file while its device is read. */
class RegisterWatchTest {
    @TempDir
    private Path home;

    private final SampleStore store = new SampleStore();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.createDirectory(home.resolve("registers")).resolve("pump.csv");
        write(file, "flow");
    }

    private RegisterWatch watch() {
        String files = file.toString();
        return new RegisterWatch("pump", files, () -> RegisterFiles.load(files), new ConfigState(store));
    }

    private static void write(Path file, String... registers) throws IOException {
        StringBuilder text = new StringBuilder("register,address\n");
        for (int i = 0; i < registers.length; i++) {
            text.append(registers[i]).append(',').append(i + 1).append('\n');
        }
        Files.writeString(file, text);
    }

    /** An edit counts at the second look that sees it: at the first it may be half written. */
    private static List<String> afterTwoLooks(RegisterWatch watch) {
        assertThat(watch.changed()).isEmpty();
        Optional<Choice> changed = watch.changed();
        assertThat(watch.changed()).as("told once").isEmpty();
        return changed.stream()
                .flatMap(choice -> choice.options().get(0).map().registers().stream())
                .map(Register::name)
                .toList();
    }

    private double lastLoad() {
        return store.self().numbers(ConfigState.FAMILY).values().iterator().next();
    }

    @Test
    void files_that_stay_as_they_are_are_not_told() {
        RegisterWatch watch = watch();
        assertThat(afterTwoLooks(watch)).isEmpty();
        assertThat(store.self().faults()).isEmpty();
    }

    @Test
    void an_edit_counts_without_a_restart() throws IOException {
        RegisterWatch watch = watch();
        write(file, "flow", "return");
        assertThat(afterTwoLooks(watch)).containsExactly("flow", "return");
        assertThat(lastLoad()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_still_being_written_is_waited_for() throws IOException {
        RegisterWatch watch = watch();
        write(file, "flow", "return");
        assertThat(watch.changed()).isEmpty();
        write(file, "flow", "return", "outside");
        assertThat(afterTwoLooks(watch)).containsExactly("flow", "return", "outside");
    }

    @Test
    void a_broken_edit_is_a_finding_with_its_line_and_goes_when_it_is_mended() throws IOException {
        RegisterWatch watch = watch();
        Files.writeString(file, "register,address\nflow,one\n");
        assertThat(afterTwoLooks(watch)).isEmpty();
        assertThat(lastLoad()).isEqualTo(0);
        assertThat(store.self().faults().get(file.toString()))
                .singleElement()
                .asString()
                .contains("pump.csv:2", "\"one\"");
        write(file, "flow", "return");
        assertThat(afterTwoLooks(watch)).containsExactly("flow", "return");
        assertThat(lastLoad()).isEqualTo(1);
        assertThat(store.self().faults()).isEmpty();
    }

    @Test
    void a_file_that_is_taken_away_is_a_finding() throws IOException {
        RegisterWatch watch = watch();
        Files.delete(file);
        assertThat(afterTwoLooks(watch)).isEmpty();
        assertThat(store.self().faults().get(file.toString()).get(0)).contains("not found");
    }

    @Test
    void a_folder_that_another_takes_the_place_of_counts() throws IOException {
        RegisterWatch watch = watch();
        Path other = Files.createDirectory(home.resolve("other"));
        write(other.resolve("pump.csv"), "flow", "return");
        Files.move(home.resolve("registers"), home.resolve("old"));
        Files.move(other, home.resolve("registers"));
        assertThat(afterTwoLooks(watch)).containsExactly("flow", "return");
    }

    @Test
    void a_file_among_which_the_watched_one_chooses_counts_as_well() throws IOException {
        Path chosen = file.resolveSibling("chosen.csv");
        write(chosen, "flow");
        Files.writeString(file, "@choose,input,5001\nid,model,registers\nother,,chosen.csv\n");
        RegisterWatch watch = watch();
        write(chosen, "flow", "return");
        assertThat(afterTwoLooks(watch)).containsExactly("flow", "return");
    }
}
