package io.github.homeexporter.mutate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.words.Slug;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One line of a rule's {@code match}. */
sealed interface Condition {
    ReadingField field();

    /** Whether {@code text} fits; what the rule may use of it is put into {@code variables}. */
    boolean test(String text, Map<String, Object> variables);

    /** The names {@link #test} gives. */
    Set<String> variables();

    /** A regular expression, anywhere in the text unless it is anchored; its named groups become variables. */
    record Like(ReadingField field, Pattern pattern, Map<String, Integer> groups) implements Condition {
        @Override
        public boolean test(String text, Map<String, Object> variables) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                return false;
            }
            for (Map.Entry<String, Integer> group : groups.entrySet()) {
                String found = matcher.group(group.getValue());
                variables.put(group.getKey(), found == null ? "" : found);
            }
            return true;
        }

        @Override
        public Set<String> variables() {
            return groups.keySet();
        }
    }

    /** A word of a table; its meaning becomes the variable {@code <field>_word}. */
    record Word(ReadingField field, Words.Table table, Set<String> meanings) implements Condition {
        @Override
        public boolean test(String text, Map<String, Object> variables) {
            String meaning = field == ReadingField.SECTION ? ofPath(text) : plain(text);
            if (meaning == null || !meanings.contains(meaning)) {
                return false;
            }
            variables.put(field.word() + "_word", meaning);
            return true;
        }

        @Override
        public Set<String> variables() {
            return Set.of(field.word() + "_word");
        }

        private String plain(String text) {
            return switch (field) {
                case KEY -> table.meaningOfSlug(text);
                case NAME -> table.meaningOfSlug(Slug.of(text));
                default -> table.meaning(text);
            };
        }

        /** Any part of the path: sections keep their words when a firmware puts a page around them. */
        private String ofPath(String path) {
            return Arrays.stream(path.split("/", -1))
                    .map(table::meaningOfSlug)
                    .filter(meaning -> meaning != null && meanings.contains(meaning))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What of a reading a rule can look at. */
    enum ReadingField {
        SECTION(true),
        NAME(true),
        KEY(true),
        ITEM(true),
        VALUE(false),
        UNIT(false),
        RAW(false);

        /** Whether it stays the same while the device runs. */
        final boolean place;

        ReadingField(boolean place) {
            this.place = place;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<ReadingField> of(String word) {
            return Arrays.stream(values())
                    .filter(field -> field.word().equals(word))
                    .findFirst();
        }
    }
}
