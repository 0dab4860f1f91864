package io.github.homeexporter.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Lists that any text may stand in, so that a semicolon in place of the comma makes one entry of several, which nothing is like. */
public final class Separators {
    private static final Pattern LISTS = Pattern.compile("loxone[.](include|exclude)-(?!text-values).*"
            + "|host[.][a-z-]+-(include|exclude)|lux[.]page|mqtt[.](include|exclude)(-devices)?|meters[.]registries");

    private Separators() {}

    public static void find(Settings settings) {
        for (Setting setting : List.copyOf(settings.all())) {
            if (setting.value().contains(";")
                    && settings.isChanged(setting.key())
                    && LISTS.matcher(settings.shippedNameOf(setting.key())).matches()) {
                settings.found(
                        setting.key(),
                        "\"" + setting.value().strip() + "\" has a semicolon; entries are separated by commas"
                                + " (where one has a semicolon itself, ? stands for it)");
            }
        }
    }
}
