package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.mutate.LuxConversion;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.replaced.TomlText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;

/** {@code --convert-lux}: the filters of a luxtronik2-exporter's file as rules. */
final class ConvertLux {
    private ConvertLux() {}

    /** @return 0, or 1 when something of the file could not be converted; what could is printed all the same */
    static int run(Path file, PrintStream out, PrintStream err) {
        String text;
        try {
            text = Files.readString(file);
            text = file.toString().endsWith(".toml") ? TomlText.asJson(text) : text;
        } catch (NoSuchFileException e) {
            err.println(file + ": there is no such file");
            return 1;
        } catch (CharacterCodingException e) {
            err.println(file + ": is not UTF-8 text; save it as UTF-8");
            return 1;
        } catch (IOException | IllegalArgumentException e) {
            err.println(
                    file + ": cannot be read: " + (e instanceof IOException io ? OwnerFile.why(io) : e.getMessage()));
            return 1;
        }
        RulesFile rules = RulesFile.load("rules/luxtronik.yaml", ZoneId.systemDefault());
        LuxConversion made = LuxConversion.of(String.valueOf(file.getFileName()), text, rules);
        made.lines().forEach(out::println);
        made.problems().forEach(err::println);
        return made.problems().isEmpty() ? 0 : 1;
    }
}
