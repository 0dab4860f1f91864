package io.github.homeexporter.start;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments and variables of this process as UTF-8. In a locale without it (cron and ssh have {@code LC_ALL=C}) Java
 * makes question marks of every letter that is not ASCII; the kernel still has the bytes.
 */
final class ProcessText {
    private static final Path SELF = Path.of("/proc/self");

    private ProcessText() {}

    /** @param given as Java read them: returned where the kernel cannot be asked */
    static String[] arguments(String[] given) {
        return arguments(given, SELF.resolve("cmdline"));
    }

    static String[] arguments(String[] given, Path file) {
        if (isPlain(Arrays.asList(given))) {
            return given;
        }
        List<String> all = words(file);
        return all.size() < given.length
                ? given
                : all.subList(all.size() - given.length, all.size()).toArray(String[]::new);
    }

    /** @param given as Java read them: returned where the kernel cannot be asked */
    static Map<String, String> environment(Map<String, String> given) {
        return environment(given, SELF.resolve("environ"), Charset.defaultCharset());
    }

    static Map<String, String> environment(Map<String, String> given, Path file, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) && isPlain(given.values())) {
            return given;
        }
        Map<String, String> read = new TreeMap<>(given);
        for (String word : words(file)) {
            int equals = word.indexOf('=');
            // a variable that the launcher added for itself is in the one and not in the other
            if (equals > 0 && given.containsKey(word.substring(0, equals))) {
                read.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return read;
    }

    private static boolean isPlain(Collection<String> texts) {
        return texts.stream().allMatch(text -> text.chars().allMatch(c -> c < 0x80));
    }

    /** What lies between the zero bytes; empty where there is no such file or it cannot be read. */
    private static List<String> words(Path file) {
        try {
            String[] words = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1);
            // behind the last zero byte is none
            return Arrays.asList(words).subList(0, words.length - 1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
