package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.modbus.registers.Register;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterFilesTest {
    @TempDir
    Path folder;

    private String file(String name, String text, String charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(Charset.forName(charset)))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"})
    void a_file_is_read_in_the_encoding_it_was_saved_in(String charset) throws IOException {
        String file = file("a.csv", "register,address,unit,help\nwater,1,°C,Wärme\n", charset);
        Register register =
                RegisterFiles.load(file).options().get(0).map().registers().get(0);
        assertThat(register.unit() + " " + register.help()).isEqualTo("°C Wärme");
    }

    @Test
    void a_series_that_two_files_of_one_device_have_is_said_with_both_places() throws IOException {
        String both = file("a.csv", "register,metric,address\na,m,1\n", "UTF-8") + ";"
                + file("b.csv", "register,metric,address\nb,m,1\na,n,2\n", "UTF-8");
        assertThatThrownBy(() -> RegisterFiles.load(both))
                .hasMessageContaining("b.csv:2: m{} is the series of")
                .hasMessageContaining("b.csv:3: register \"a\" stands in")
                .hasMessageContaining("a.csv:2 as well");
    }
}
