package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextfileCollectorTest {
    private static final String ERROR = "node_textfile_scrape_error";

    @TempDir
    Path directory;

    private FakeHost host;

    @BeforeEach
    void withDirectory() throws Exception {
        host = new FakeHost("vm", directory).collectors("textfile");
        host.commandOptions.setTextfileDirectory(host.path("metrics"));
    }

    @Test
    void files_of_others_are_shown_as_they_are() throws Exception {
        host.write("metrics/backup.prom", """
                # HELP backup_age_seconds How old it is.
                # TYPE backup_age_seconds gauge
                backup_age_seconds{job="a \\"b\\"",path="/srv\\\\x"} 1.5e3
                # TYPE backup_files_total counter
                backup_files_total 42
                backup_size_bytes{} +Inf
                """).write("metrics/notes.txt", "not for us");
        assertThat(host.poll())
                .containsEntry("backup_age_seconds{job=\"a \\\"b\\\"\",path=\"/srv\\\\x\"}", 1500.0)
                .containsEntry("backup_files_total", 42.0)
                .containsEntry("backup_size_bytes", Double.POSITIVE_INFINITY)
                .containsEntry(ERROR, 0.0)
                .containsKey("node_textfile_mtime_seconds{file=\"" + host.path("metrics/backup.prom") + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no number",
                "a{b=\"c\"",
                "a{b=c} 1",
                "1a 1",
                "a 1 1795000000000",
                "a{b=\"c} 1",
                "a",
                "a{b:c=\"d\"} 1",
                "a{b=\"c\",b=\"d\"} 1",
                "1",
                "{b=\"c\"} 1",
                "a 1 2 3",
                "a\u0000 1",
                "\"wärme\" 1"
            })
    void a_file_with_a_fault_is_left_out_whole_and_the_others_stand(String line) throws Exception {
        host.write("metrics/bad.prom", "good_before 1\n" + line + "\n").write("metrics/good.prom", "good 2\n");
        assertThat(host.poll())
                .containsEntry("good", 2.0)
                .containsEntry(ERROR, 1.0)
                .doesNotContainKey("good_before");
        assertThat(host.reader().faults().get("textfile")).startsWith(host.path("metrics/bad.prom") + ": ");
    }

    @Test
    void a_file_that_is_written_anew_counts_at_once_and_one_that_is_gone_no_more() throws Exception {
        host.write("metrics/a.prom", "a 1\n");
        assertThat(host.poll()).containsEntry("a", 1.0);
        host.write("metrics/a.prom", "a 2\n");
        Files.setLastModifiedTime(Path.of(host.path("metrics/a.prom")), FileTime.fromMillis(1_795_000_000_000L));
        assertThat(host.poll()).containsEntry("a", 2.0);
        host.delete("metrics/a.prom");
        Map<String, Double> found = host.poll();
        assertThat(found).doesNotContainKey("a").containsEntry(ERROR, 0.0);
    }

    @Test
    void a_file_whose_last_line_is_half_written_is_left_out_and_not_taken_for_another_number() throws Exception {
        host.write("metrics/a.prom", "a 1\nfiles_total 42")
                .write("metrics/b.prom", "b 2\n")
                .write("metrics/c.prom", "");
        assertThat(host.poll())
                .containsEntry("b", 2.0)
                .containsEntry(ERROR, 1.0)
                .doesNotContainKey("a");
        assertThat(host.reader().faults().get("textfile")).contains("a.prom: its last line does not end");
        host.write("metrics/a.prom", "a 1\nfiles_total 4211\n");
        assertThat(host.poll()).containsEntry("files_total", 4211.0).containsEntry(ERROR, 0.0);
    }

    @Test
    void files_of_windows_and_headers_that_stand_twice_are_read() throws Exception {
        host.write(
                "metrics/a.prom", "\uFEFF# HELP a A.\r\n# HELP a B.\r\n# TYPE a counter\r\n# TYPE a gauge\r\na 1\r\n");
        assertThat(host.poll()).containsEntry("a", 1.0).containsEntry(ERROR, 0.0);
    }

    @Test
    void a_file_that_only_ever_grows_is_said_and_not_held() throws Exception {
        host.write("metrics/a.prom", "a 1\n".repeat(20_001)).write("metrics/b.prom", "b 1\n");
        assertThat(host.poll()).containsEntry("b", 1.0).doesNotContainKey("a").containsEntry(ERROR, 1.0);
        assertThat(host.reader().faults().get("textfile")).contains("more than 20000 samples");
    }

    @Test
    void a_file_that_is_replaced_with_its_time_kept_is_read_anew() throws Exception {
        FileTime then = FileTime.fromMillis(1_795_000_000_000L);
        host.write("metrics/a.prom", "a 1\n");
        Files.setLastModifiedTime(Path.of(host.path("metrics/a.prom")), then);
        assertThat(host.poll()).containsEntry("a", 1.0);
        host.write("metrics/next", "a 2\n");
        Files.setLastModifiedTime(Path.of(host.path("metrics/next")), then);
        Files.move(
                Path.of(host.path("metrics/next")),
                Path.of(host.path("metrics/a.prom")),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(host.poll()).containsEntry("a", 2.0);
    }

    @Test
    void what_is_no_file_costs_itself_only() throws Exception {
        host.write("metrics/good.prom", "good 1\n").write("metrics/folder.prom/x", "");
        Files.createSymbolicLink(Path.of(host.path("metrics/circle.prom")), Path.of("circle.prom"));
        Files.createSymbolicLink(Path.of(host.path("metrics/dangling.prom")), Path.of("nowhere"));
        Files.createSymbolicLink(Path.of(host.path("metrics/zero.prom")), Path.of("/dev/zero"));
        host.write("real.txt", "linked 1\n");
        Files.createSymbolicLink(Path.of(host.path("metrics/link.prom")), Path.of("../real.txt"));
        assertThat(host.poll())
                .containsEntry("good", 1.0)
                .containsEntry("linked", 1.0)
                .containsEntry(ERROR, 1.0);
        assertThat(host.reader().faults().get("textfile"))
                .contains("circle.prom", "dangling.prom", "folder.prom", "zero.prom")
                .doesNotContain("good.prom", "link.prom: ");
    }

    @Test
    void a_directory_that_is_not_there_is_a_fault() throws Exception {
        assertThat(host.poll()).containsEntry(ERROR, 1.0);
    }

    @Test
    void a_series_that_is_read_here_as_well_keeps_the_value_of_the_system_and_names_the_file() throws Exception {
        host.collectors("textfile,load")
                .write("proc/loadavg", "0.50 0.40 0.30 1/200 4242\n")
                .write("metrics/a.prom", "node_load1 99\nnode_load1{of=\"nas\"} 98\na 1\n");
        assertThat(host.poll())
                .containsEntry("node_load1{of=\"nas\"}", 98.0)
                .containsEntry("a", 1.0)
                .containsEntry("home_exporter_host_collector_success{collector=\"textfile\"}", 0.0)
                .containsEntry("home_exporter_host_collector_success{collector=\"load\"}", 1.0)
                .hasEntrySatisfying("node_load1", load -> assertThat(load).isLessThan(99));
        assertThat(host.reader().faults())
                .containsOnlyKeys("textfile")
                .containsEntry(
                        "textfile",
                        host.path("metrics/a.prom")
                                + ": node_load1 is read from the system itself, and that value counts");
        host.delete("metrics/a.prom");
        host.poll();
        assertThat(host.reader().faults()).isEmpty();
    }

    @Test
    void a_series_that_stands_twice_is_shown_once_and_is_a_fault() throws Exception {
        host.write("metrics/a.prom", "a 1\n").write("metrics/b.prom", "a 2\nb 3\n");
        assertThat(host.poll()).containsEntry("a", 1.0).containsEntry("b", 3.0).containsEntry(ERROR, 1.0);
        host.write("metrics/b.prom", "b 3\nb 4\n").delete("metrics/a.prom");
        Files.setLastModifiedTime(Path.of(host.path("metrics/b.prom")), FileTime.fromMillis(1_795_000_000_000L));
        assertThat(host.poll()).containsEntry("b", 3.0).containsEntry(ERROR, 1.0);
    }
}
