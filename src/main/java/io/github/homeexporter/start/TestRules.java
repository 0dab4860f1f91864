package io.github.homeexporter.start;

import io.github.homeexporter.mutate.RuleTrial;
import io.github.homeexporter.sample.Naming;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Locale;

/** {@code --test-rules}: which rule takes a text, and what comes of it. */
public final class TestRules {
    private TestRules() {}

    /** @return 0, or 1 when the options cannot be used */
    public static int run(CommandLineOptions options, PrintStream out, PrintStream err) {
        Naming naming;
        try {
            naming = Naming.valueOf(options.naming.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            err.println("--naming " + options.naming + "; allowed: legacy, standard, both");
            return 1;
        }
        RuleTrial.run(
                        options.testRules.toString(),
                        options.section,
                        options.name,
                        options.text,
                        options.unit,
                        naming,
                        ZoneId.systemDefault())
                .forEach(out::println);
        return 0;
    }
}
