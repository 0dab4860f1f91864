package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.settings.PropertiesFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is made from application.properties and the alias table: {@code mvn test -Dgolden.update=true}. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("docs/configuration.md");
    private static final String MARK = "<!-- generated from here on: mvn test -Dgolden.update=true -->\n";

    @Test
    void the_reference_says_what_the_code_knows() throws IOException {
        String text = Files.readString(REFERENCE);
        String head = text.substring(0, text.indexOf(MARK) + MARK.length());
        String expected = head + tables();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(expected);
    }

    @Test
    void every_setting_has_a_comment() {
        assertThat(SettingsLoader.shipped().entries())
                .allSatisfy(entry -> assertThat(entry.comment()).as(entry.key()).isNotBlank());
    }

    private static String tables() {
        StringBuilder out = new StringBuilder("\n## Settings\n");
        String section = "";
        for (Entry entry : SettingsLoader.shipped().entries()) {
            if (!entry.section().equals(section)) {
                section = entry.section();
                out.append("\n### ")
                        .append(section)
                        .append("\n\n| setting | variable | default | meaning |\n|---|---|---|---|\n");
            }
            out.append("| `%s` | `%s` | %s | %s |\n"
                    .formatted(
                            entry.key(),
                            Aliases.variable(entry.key()),
                            entry.value().isEmpty() ? "" : "`" + entry.value().replace("|", "\\|") + "`",
                            entry.comment().replace("|", "\\|")));
        }
        out.append("\n## Variables of the replaced exporters\n\n");
        out.append("| variable | sets | of | remark |\n|---|---|---|---|\n");
        for (Aliases.Alias alias : Aliases.ALL) {
            out.append(
                    "| `%s` | `%s` | %s | %s |\n".formatted(alias.variable(), alias.key(), alias.of(), alias.note()));
        }
        out.append("\nAccepted, without effect:\n\n| variable | of | why |\n|---|---|---|\n");
        for (Aliases.Idle idle : Aliases.IDLE) {
            out.append("| `%s` | %s | %s |\n".formatted(idle.variable(), idle.of(), idle.why()));
        }
        return out.toString();
    }
}
