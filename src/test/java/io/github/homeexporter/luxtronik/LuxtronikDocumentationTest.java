package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.QuickContext;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;

/** docs/luxtronik.md names every option of the endpoint with its default, and none that is not there. */
class LuxtronikDocumentationTest {
    private static final Pattern HEAD = Pattern.compile("\\|\\s*option\\s*\\|\\s*default\\s*\\|\\s*meaning\\s*\\|");
    private static final Pattern ROW = Pattern.compile("\\|\\s*`(\\w+)`\\s*\\|([^|]*)\\|.+\\|");

    private static Map<String, String> documented() throws Exception {
        Map<String, String> rows = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("docs/luxtronik.md"))) {
            inside = HEAD.matcher(line).matches() || inside && line.startsWith("|");
            Matcher row = ROW.matcher(line);
            if (inside && row.matches()) {
                rows.put(row.group(1), row.group(2).replace("`", "").strip());
            }
        }
        return rows;
    }

    @Test
    void every_option_is_documented_with_its_default() throws Exception {
        Map<String, String> documented = documented();
        Map<String, String> options = new LinkedHashMap<>();
        for (Field field : LuxtronikEndpoint.class.getDeclaredFields()) {
            if (field.isAnnotationPresent(UriParam.class)) {
                options.put(field.getName(), field.getAnnotation(UriParam.class).defaultValue());
            }
        }
        assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(options.keySet());
        options.forEach((option, value) -> {
            if (!value.isEmpty()) {
                assertThat(documented.get(option)).as(option).isEqualToIgnoringCase(value);
            }
        });
    }

    @Test
    void the_defaults_that_are_documented_are_those_that_are_used() throws Exception {
        try (DefaultCamelContext context = new QuickContext()) {
            LuxtronikEndpoint endpoint = context.getEndpoint("luxtronik:192.0.2.1", LuxtronikEndpoint.class);
            for (Field field : LuxtronikEndpoint.class.getDeclaredFields()) {
                UriParam option = field.getAnnotation(UriParam.class);
                if (option != null && !option.defaultValue().isEmpty()) {
                    String getter =
                            "get" + Character.toUpperCase(field.getName().charAt(0))
                                    + field.getName().substring(1);
                    assertThat(String.valueOf(
                                    LuxtronikEndpoint.class.getMethod(getter).invoke(endpoint)))
                            .as(field.getName())
                            .isEqualTo(option.defaultValue());
                }
            }
        }
    }
}
