package io.github.homeexporter.start;

import io.github.homeexporter.mutate.RuleTrial;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.settings.Settings;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;

/** {@code --test-rules}: which rule takes a text, and what comes of it. */
public final class TestRules {
    private TestRules() {}

    /** @return 0, or 1 when the options or the file cannot be used, or no rule takes the text */
    public static int run(CommandLineOptions options, Settings settings, PrintStream out, PrintStream err) {
        Naming naming;
        try {
            naming = Naming.valueOf(options.naming.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            err.println("--naming " + options.naming + "; allowed: legacy, standard, both");
            return 1;
        }
        RuleTrial trial = RuleTrial.run(
                options.testRules.toString(),
                options.section,
                options.name,
                options.text,
                options.unit,
                naming,
                zone(settings.get("lux.zone").strip(), err));
        trial.lines().forEach(trial.taken() ? out::println : err::println);
        return trial.taken() ? 0 : 1;
    }

    /** The one the controller writes its times in. */
    private static ZoneId zone(String name, PrintStream err) {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            err.println("lux.zone=\"" + name + "\"; allowed: a time zone, as Europe/Berlin; using this machine's");
            return ZoneId.systemDefault();
        }
    }
}
