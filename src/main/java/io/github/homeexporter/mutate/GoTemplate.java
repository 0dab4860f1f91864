package io.github.homeexporter.mutate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Go template taken apart into words, only as far as it takes to recognise it: nothing of it is ever run. */
final class GoTemplate {
    private static final Pattern ACTION = Pattern.compile("\\{\\{-?(.*?)-?}}", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|\\$?[A-Za-z_]\\w*(?:\\.\\w+)*|\\.[A-Za-z_]\\w*|-?\\d+|:=|=|\\||\\.|\\S");

    private final List<String> tokens = new ArrayList<>();

    GoTemplate(String source) {
        Map<String, String> variables = new HashMap<>();
        Matcher action = ACTION.matcher(source);
        int end = 0;
        while (action.find()) {
            outside(source.substring(end, action.start()));
            end = action.end();
            Matcher token = TOKEN.matcher(action.group(1));
            while (token.find()) {
                add(token.group(), variables);
            }
        }
        outside(source.substring(end));
    }

    /** All words with one blank between them; variables are {@code $1}, {@code $2} by first use, parentheses are left out. */
    String normalised() {
        return String.join(" ", tokens);
    }

    /** String literals without their quotes, blanks kept. */
    Set<String> literals() {
        Set<String> literals = new HashSet<>();
        for (String token : tokens) {
            if (token.startsWith("\"")) {
                literals.add(token.substring(1, token.length() - 1));
            }
        }
        return literals;
    }

    /** Functions and keywords. */
    Set<String> functions() {
        Set<String> functions = new HashSet<>();
        for (String token : tokens) {
            if (Character.isLetter(token.charAt(0)) && !token.startsWith("text:")) {
                functions.add(token);
            }
        }
        return functions;
    }

    private void outside(String text) {
        if (!text.isBlank()) {
            tokens.add("text:" + text.strip());
        }
    }

    private void add(String token, Map<String, String> variables) {
        if (token.equals("(") || token.equals(")")) {
            return;
        }
        if (token.startsWith("`")) {
            tokens.add('"' + token.substring(1, token.length() - 1) + '"');
        } else if (token.startsWith("$") && token.length() > 1) {
            int dot = token.indexOf('.');
            String name = dot < 0 ? token : token.substring(0, dot);
            String renamed = variables.computeIfAbsent(name, n -> "$" + (variables.size() + 1));
            tokens.add(dot < 0 ? renamed : renamed + token.substring(dot));
        } else {
            tokens.add(token);
        }
    }
}
