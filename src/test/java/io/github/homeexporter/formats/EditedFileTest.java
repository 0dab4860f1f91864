package io.github.homeexporter.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that people edit, and when an edit counts. */
class EditedFileTest {
    private static final String NAME = "rules/luxtronik.yaml";

    @TempDir
    private Path home;

    private final AtomicReference<String> version = new AtomicReference<>("1");

    @Test
    void the_file_of_the_directory_is_read_before_the_one_in_the_jar() throws IOException {
        assertThat(EditedFile.find(home, NAME).origin()).isEqualTo("the jar");
        Path own = home.resolve(NAME);
        Files.createDirectories(own.getParent());
        Files.writeString(own, "rules: ä\n");
        assertThat(EditedFile.find(home, NAME).origin()).isEqualTo(own.toString());
        assertThat(EditedFile.find(home, NAME).text()).isEqualTo("rules: ä\n");
        assertThat(EditedFile.find(home, NAME).fault()).isEmpty();
    }

    @Test
    void what_is_nowhere_is_looked_for_in_two_places_and_says_so() {
        EditedFile none = EditedFile.find(home, "rules/none.yaml");
        assertThat(none.origin()).isEmpty();
        assertThat(none.fault()).contains("not found, neither in " + home.toAbsolutePath() + " nor in the jar");
    }

    @Test
    void a_file_that_cannot_be_read_says_why_and_says_nothing_else() throws IOException {
        Files.createDirectories(home.resolve("rules/folder.yaml"));
        Files.createSymbolicLink(home.resolve("rules/link.yaml"), home.resolve("nothing"));
        Files.write(home.resolve("rules/large.yaml"), new byte[(1 << 20) + 1]);
        assertThat(EditedFile.find(home, "rules/folder.yaml").fault()).contains("cannot be read: it is a folder");
        assertThat(EditedFile.find(home, "rules/link.yaml").fault())
                .contains("cannot be read: it is a link into nothing");
        assertThat(EditedFile.find(home, "rules/large.yaml").fault()).contains("larger than 1 MiB");
        assertThat(EditedFile.find(home, "rules/large.yaml").text()).isEmpty();
    }

    @Test
    void a_table_is_read_right_however_it_was_saved() throws IOException {
        Path table = home.resolve("table.csv");
        Files.write(table, "größe".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(EditedFile.onDisk(table).table()).isEqualTo("größe");
        Files.write(table, "größe".getBytes(StandardCharsets.UTF_16));
        assertThat(EditedFile.onDisk(table).table()).isEqualTo("größe");
    }

    @Test
    void an_edit_counts_once_and_when_it_has_been_the_same_for_two_looks() {
        EditWatch watch = EditWatch.of(version::get);
        assertThat(watch.hasSettledAnew()).isFalse();
        version.set("2");
        assertThat(watch.hasSettledAnew()).isFalse();
        assertThat(watch.isUnsettled()).isTrue();
        version.set("3");
        assertThat(watch.hasSettledAnew()).as("still being written").isFalse();
        assertThat(watch.hasSettledAnew()).isTrue();
        assertThat(watch.isUnsettled()).isFalse();
        assertThat(watch.hasSettledAnew()).isFalse();
    }

    @Test
    void an_edit_that_is_taken_back_is_none() {
        EditWatch watch = EditWatch.of(version::get);
        version.set("2");
        assertThat(watch.hasSettledAnew()).isFalse();
        version.set("1");
        assertThat(watch.hasSettledAnew()).isFalse();
        assertThat(watch.hasSettledAnew()).isFalse();
        assertThat(watch.isUnsettled()).isFalse();
    }

    @Test
    void what_lies_there_at_the_first_look_counts_at_once_where_it_was_not_read_before() {
        EditWatch watch = EditWatch.from("", version::get);
        assertThat(watch.hasSettledAnew()).isTrue();
        assertThat(watch.hasSettledAnew()).isFalse();
        version.set("");
        assertThat(EditWatch.from("", version::get).hasSettledAnew())
                .as("nothing")
                .isFalse();
    }

    @Test
    void what_is_another_thing_to_look_at_is_known_from_then_on() {
        EditWatch watch = EditWatch.of(version::get);
        version.set("2");
        watch.begin();
        assertThat(watch.hasSettledAnew()).isFalse();
        assertThat(watch.hasSettledAnew()).isFalse();
    }
}
