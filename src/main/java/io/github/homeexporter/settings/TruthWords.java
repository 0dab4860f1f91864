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
            String key = setting.key();
            String written = setting.value();
            String standard = settings.defaultOf(settings.shippedNameOf(key));
            Optional<Boolean> meant = of(written);
            boolean truth = standard.equals("true") || standard.equals("false");
            if (truth && !written.equals(standard) && !written.equals(OtelSettings.BY_SCHEME)) {
                if (meant.isEmpty()) {
                    settings.found(
                            setting.origin(),
                            key + "=\"" + written + "\"; allowed: " + ALLOWED + "; using " + standard);
                }
                settings.change(key, meant.map(String::valueOf).orElse(standard));
            } else if (standard.equals("auto") && !written.equals("0") && !written.equals("1")) {
                // auto, true or false: judged where the third word is known
                meant.ifPresent(is -> settings.change(key, String.valueOf(is)));
            }
        }
    }
}
