package io.github.homeexporter.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words for true and false, which every setting that is one or the other takes. */
public final class TruthWords {
    private static final List<String> TRUE = List.of("true", "yes", "on", "1");
    private static final List<String> FALSE = List.of("false", "no", "off", "0");
    private static final String ALLOWED = "true, yes, on, 1, false, no, off, 0";

    private TruthWords() {}

    /** Empty for a word that is neither. */
    public static Optional<Boolean> of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? Optional.of(true) : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /**
     * Makes {@code true} or {@code false} of what stands in every setting that ships as one of the two, also in a copied
     * route's. Any other word is a finding, and the default holds.
     */
    public static void settle(Settings settings) {
        for (Setting setting : List.copyOf(settings.all())) {
            String standard = settings.defaultOf(settings.shippedNameOf(setting.key()));
            boolean truth = standard.equals("true") || standard.equals("false");
            if (truth && !setting.value().equals(standard) && !setting.value().equals(OtelSettings.BY_SCHEME)) {
                Optional<Boolean> meant = of(setting.value());
                if (meant.isEmpty()) {
                    settings.found(
                            setting.origin(),
                            setting.key() + "=\"" + setting.value() + "\"; allowed: " + ALLOWED + "; using "
                                    + standard);
                }
                String value = meant.map(String::valueOf).orElse(standard);
                settings.put(new Setting(setting.key(), value, setting.origin(), setting.source()));
            } else if (standard.equals("auto")) {
                // auto, true or false: judged where the third word is known
                of(setting.value())
                        .filter(meant ->
                                !setting.value().equals("0") && !setting.value().equals("1"))
                        .ifPresent(meant -> settings.put(
                                new Setting(setting.key(), String.valueOf(meant), setting.origin(), setting.source())));
            }
        }
    }
}
