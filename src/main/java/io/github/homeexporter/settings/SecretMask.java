package io.github.homeexporter.settings;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the values of secret settings out of a text, wherever they got into it. */
public final class SecretMask {
    private static final String SHOWN = "xxxxxx";
    private static final Pattern SECRET_KEY =
            Pattern.compile("(.*[.-])?(password|token|secret|credentials|headers)$", Pattern.CASE_INSENSITIVE);
    /** What stands before the host of an address: {@code user:password@}, or {@code //token@}. */
    private static final Pattern LOGIN =
            Pattern.compile("(^|[\\s\"'/=(,])[^\\s\"'/@=(,:]*:(?!/)[^\\s\"']+@|(?<=//)[^\\s\"'/@]+@");

    private static final Pattern OPTION = Pattern.compile(
            "(?i)(\\w*(?:password|passphrase|secret|token)[\"']?\\s*[:=]\\s*[\"']?)(?!RAW\\(\\{|\\{|#|[\"'])[^\\s\"',&}]+");

    /** What is shorter is a word of many texts, and masking it there would tell it. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    private static final Pattern PLAIN = Pattern.compile(".*(password|token|secret)$", Pattern.CASE_INSENSITIVE);

    /** Whether a setting's value holds one. */
    public static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key).matches();
    }

    /** Whether a setting's value is one secret that may hold any character. */
    public static boolean isPlainSecret(String key) {
        return PLAIN.matcher(key).matches();
    }

    /** Of an address with a login, which may stand in any setting. */
    public static String withoutLogins(String text) {
        return LOGIN.matcher(text).replaceAll("$1" + SHOWN + "@");
    }

    /** Of a line whose first word may be the key of a secret, with something else between than there should be. */
    static String withoutValue(String line) {
        String key = line.strip().split("\\s", 2)[0];
        return isSecret(key) ? key + " " + SHOWN : line;
    }

    /** Of a route file: what stands behind an option that is called after a secret, unless it is a setting's. */
    public static String withoutOptions(String text) {
        return OPTION.matcher(withoutLogins(text)).replaceAll("$1" + SHOWN);
    }

    SecretMask(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                // one may begin with another
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    public static SecretMask of(Settings settings) {
        return new SecretMask(settings.all().stream()
                .filter(setting -> SECRET_KEY.matcher(setting.key()).matches())
                .map(setting -> setting.value().strip())
                .toList());
    }

    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, SHOWN);
        }
        return masked;
    }
}
