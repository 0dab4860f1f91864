package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.homeexporter.luxtronik.binary.ControllerTable;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner's tables of the binary interface, as they are at the start and while the controller is read. */
class BinaryTablesTest {
    private static final String WORDS = "registers/luxtronik-enums.csv";
    private static final String HEADER = "block,index,section,item,type,unit,divide,flag,help\n";
    private static final String FLOW = HEADER + "calculations,10,temperatures,flow,int32,°C,10,,\n";

    @TempDir
    private Path home;

    private final SampleStore store = new SampleStore();

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectory(home.resolve("registers"));
    }

    private BinaryTables tables() {
        return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> new BinaryTables(home, new ConfigState(store)));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }

    private static boolean changesAfterTwoLooks(BinaryTables tables) {
        assertThat(tables.hasChanged()).as("it may be half written").isFalse();
        boolean changed = tables.hasChanged();
        assertThat(tables.hasChanged()).as("told once").isFalse();
        return changed;
    }

    private List<String> faults() {
        return store.self().faults().getOrDefault(BinaryTables.TABLE, List.of());
    }

    private double lastLoad() {
        return store.self().numbers(ConfigState.FAMILY).values().iterator().next();
    }

    @Test
    void the_tables_of_the_program_are_in_force_where_there_are_no_others() {
        assertThat(tables().current()).isNotNull();
        assertThat(faults()).isEmpty();
        assertThat(lastLoad()).isEqualTo(1);
    }

    @Test
    void a_broken_edit_is_a_finding_until_it_is_mended_and_the_table_from_before_goes_on() throws IOException {
        write(BinaryTables.TABLE, FLOW);
        BinaryTables tables = tables();
        ControllerTable before = tables.current();
        write(BinaryTables.TABLE, FLOW + "calculations,x,temperatures,return,int32,°C,10,,\n");
        assertThat(changesAfterTwoLooks(tables)).isFalse();
        assertThat(tables.current()).isSameAs(before);
        assertThat(faults()).singleElement().asString().startsWith("registers/luxtronik.csv:3: ");
        assertThat(lastLoad()).isEqualTo(0);
        write(BinaryTables.TABLE, FLOW + "calculations,11,temperatures,return,int32,°C,10,,\n");
        assertThat(changesAfterTwoLooks(tables)).isTrue();
        assertThat(tables.current()).isNotSameAs(before);
        assertThat(faults()).isEmpty();
        assertThat(lastLoad()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {BinaryTables.TABLE, WORDS})
    void a_pipe_does_not_hold_up_the_start_and_is_a_finding(String name) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", home.resolve(name).toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(tables().current()).as("what ships").isNotNull();
        assertThat(faults()).containsExactly(name + ": cannot be read: it is no file, but a pipe or a device");
        assertThat(lastLoad()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {BinaryTables.TABLE, WORDS})
    void a_folder_and_a_link_into_nothing_are_findings_that_blame_no_row(String name) throws IOException {
        BinaryTables tables = tables();
        Files.createDirectory(home.resolve(name));
        assertThat(changesAfterTwoLooks(tables)).isFalse();
        assertThat(faults()).containsExactly(name + ": cannot be read: it is a folder");
        Files.delete(home.resolve(name));
        Files.createSymbolicLink(home.resolve(name), home.resolve("nothing"));
        assertThat(changesAfterTwoLooks(tables)).isFalse();
        assertThat(faults()).containsExactly(name + ": cannot be read: it is a link into nothing");
    }

    @Test
    void a_table_that_is_too_large_is_a_finding() throws IOException {
        write(BinaryTables.TABLE, FLOW + "#".repeat(1 << 20));
        assertThat(tables().current()).as("what ships").isNotNull();
        assertThat(faults()).containsExactly("registers/luxtronik.csv: larger than 1 MiB");
        assertThat(lastLoad()).isEqualTo(0);
    }

    @Test
    void a_table_that_was_emptied_is_a_finding() throws IOException {
        write(BinaryTables.TABLE, FLOW);
        BinaryTables tables = tables();
        write(BinaryTables.TABLE, "");
        assertThat(changesAfterTwoLooks(tables)).isFalse();
        assertThat(faults()).containsExactly("registers/luxtronik.csv: has no row, so that nothing would be exported");
    }

    @Test
    void words_that_were_emptied_are_a_finding_and_no_row_is_blamed() throws IOException {
        write(BinaryTables.TABLE, FLOW + "calculations,80,status,mode,enum:mode,,,,\n");
        write(WORDS, "");
        tables();
        assertThat(faults())
                .containsExactly(
                        "registers/luxtronik-enums.csv: has no row, and registers/luxtronik.csv needs its words");
    }

    @Test
    void a_word_that_cannot_be_is_told_with_the_file_it_stands_in() throws IOException {
        write(BinaryTables.TABLE, FLOW);
        write(WORDS, "enum,code,word\nmode,one,heating\n");
        tables();
        assertThat(faults()).containsExactly("registers/luxtronik-enums.csv:2: allowed: enum,code,word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16"})
    void letters_are_read_right_however_a_spreadsheet_saves_them(String charset) throws IOException {
        String text = HEADER + "calculations,10,temperatures,flow,größe,,10,,\n";
        Files.write(home.resolve(BinaryTables.TABLE), text.getBytes(Charset.forName(charset)));
        tables();
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("registers/luxtronik.csv:2: type \"größe\"; allowed: ");
    }

    @Test
    void the_check_tells_the_same_sentences() throws IOException {
        Files.write(home.resolve(BinaryTables.TABLE), (HEADER + "räume,10\n").getBytes(StandardCharsets.ISO_8859_1));
        tables();
        assertThat(BinaryTables.faults(home)).isEqualTo(faults()).isNotEmpty();
    }
}
