package io.github.homeexporter.words;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Free text as names, labels and ids take it. */
public final class Slug {
    /** What decomposition does not turn into ASCII: the results of unidecode for what devices are likely to say. */
    private static final Map<Character, String> WORDS = table("ä=ae ö=oe ü=ue &=und @=an"
            + " \"= '= ’= ¢=c/ £=ps ¥=y= §=ss ©=(c) ª=a ®=(r) °=deg ²=2 ³=3 µ=u ¶=p ¹=1 º=o"
            + " ¼=-1/4 ½=-1/2 ¾=-3/4 ×=x ß=ss æ=ae ð=d ø=o þ=th đ=d ħ=h ı=i ĳ=ij ĸ=k ŀ=l ł=l ŉ=-n ŋ=ng œ=oe ŧ=t ſ=s"
            + " ƒ=f ȷ=j α=a β=b γ=g δ=d ε=e ζ=z η=e θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r ς=s σ=s τ=t υ=u φ=ph χ=kh"
            + " ψ=ps ω=o ϑ=th ϕ=ph ⁰=0 ⁴=4 ⁵=5 ⁶=6 ⁷=7 ⁸=8 ⁹=9 ⁿ=n ₀=0 ₁=1 ₂=2 ₃=3 ₄=4 ₅=5 ₆=6 ₇=7 ₈=8 ₉=9"
            + " ‰=%0 €=eur ℃=degc ℉=degf ℓ=l №=no.- ™=(tm) ⅓=-1/3- ⅔=-2/3- ⅛=-1/8- ⅜=-3/8- ⅝=-5/8- ⅞=-7/8-");

    private Slug() {}

    /**
     * Of one word, as the replaced exporter of heat pumps writes it: gosimple/slug 1.3.0 with its German substitutions, to the
     * byte for Latin scripts. A character outside {@code [a-z0-9_-]} becomes a dash; a letter nobody knows goes.
     *
     * @return empty when nothing of it can be written
     */
    public static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String t = substitute(composed.toLowerCase(Locale.ROOT).strip());
        String plain = substitute(Normalizer.normalize(t, Normalizer.Form.NFD)).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> append(out, c));
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == '-') {
            end--;
        }
        int start = end > 0 && out.charAt(0) == '-' ? 1 : 0;
        return out.substring(start, end);
    }

    /** Of a section: its parts one by one, joined by {@code /}. */
    public static String path(String section) {
        if (section.indexOf('/') < 0) {
            return of(section);
        }
        return Arrays.stream(section.split("/", -1))
                .map(Slug::of)
                .filter(slug -> !slug.isEmpty())
                .collect(Collectors.joining("/"));
    }

    /** As Home Assistant's ids and topics take it: {@code [a-z0-9_]}, never empty. */
    public static String id(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        boolean ascii = plain.chars().allMatch(c -> c < 128);
        if (!ascii) {
            plain = Normalizer.normalize(
                    plain.replace("ä", "ae")
                            .replace("ö", "oe")
                            .replace("ü", "ue")
                            .replace("ß", "ss"),
                    Normalizer.Form.NFD);
        }
        StringBuilder id = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                id.append((char) c);
            } else if (!isMark(c) && !id.isEmpty() && id.charAt(id.length() - 1) != '_') {
                id.append('_');
            }
        });
        if (!id.isEmpty() && id.charAt(id.length() - 1) == '_') {
            id.setLength(id.length() - 1);
        }
        // another script leaves nothing behind: the number of its text is an id as well
        return id.isEmpty() ? "x" + hash(text) : id.toString();
    }

    /** What decomposition parts from a letter. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Eight hex digits that are the same on every start. */
    public static String hash(String text) {
        return String.format("%08x", text.hashCode());
    }

    private static void append(StringBuilder out, int c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
            out.append((char) c);
            return;
        }
        int type = Character.getType(c);
        boolean silent = c > 127 && (Character.isLetterOrDigit(c) || isMark(c) || type == Character.FORMAT);
        boolean afterDash = !out.isEmpty() && out.charAt(out.length() - 1) == '-';
        if (!silent && !afterDash) {
            out.append('-');
        }
    }

    private static String substitute(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String word = c > 127 || c < '\'' + 1 || c == '@' ? WORDS.get(c) : null;
            if (word != null && out == null) {
                out = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (out != null) {
                out.append(word == null ? String.valueOf(c) : word);
            }
        }
        return out == null ? text : out.toString();
    }

    private static Map<Character, String> table(String pairs) {
        Map<Character, String> table = new HashMap<>();
        for (String pair : pairs.split(" ")) {
            table.put(pair.charAt(0), pair.substring(2));
        }
        return Map.copyOf(table);
    }
}
