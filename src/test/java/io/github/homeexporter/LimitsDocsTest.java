package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of docs/limits.md are those of the code. */
class LimitsDocsTest {
    private static final Pattern ROW =
            Pattern.compile("\\| ([0-9]+)( KiB| MiB| bytes)? \\|[^|]*\\| `([\\w/]+)\\.([\\w.]*?)\\.?([A-Z_]+)` \\|$");

    static Stream<String> rows() throws Exception {
        return Files.readAllLines(Path.of("docs/limits.md")).stream()
                .filter(line -> line.startsWith("|") && line.endsWith("` |"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_number_is_that_of_the_code(String row) throws Exception {
        Matcher parts = ROW.matcher(row);
        assertThat(parts.find()).as(row).isTrue();
        long unit = " KiB".equals(parts.group(2)) ? 1024 : " MiB".equals(parts.group(2)) ? 1024 * 1024 : 1;
        String inner = parts.group(4).isEmpty() ? "" : "$" + parts.group(4);
        Field constant = Class.forName(
                        "io.github.homeexporter." + parts.group(3).replace('/', '.') + inner)
                .getDeclaredField(parts.group(5));
        constant.setAccessible(true);
        assertThat(((Number) constant.get(null)).longValue()).isEqualTo(Long.parseLong(parts.group(1)) * unit);
    }

    @Test
    void the_table_is_there() throws Exception {
        assertThat(rows().count()).isGreaterThan(20);
    }
}
