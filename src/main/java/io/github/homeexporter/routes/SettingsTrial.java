package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** Which of the settings that changed the running routes could work with. */
final class SettingsTrial {
    private final CamelContext context;
    private final List<Resource> running;
    private final Function<Finding, Set<String>> about;

    /** @param about the settings that a finding names */
    SettingsTrial(CamelContext context, Collection<Resource> running, Function<Finding, Set<String>> about) {
        this.context = context;
        this.running = List.copyOf(running);
        this.about = about;
    }

    /**
     * Leaves those of the keys that work.
     *
     * @param takeBack puts one that does not work back in force as it was
     * @return what is wrong with those that were taken back
     */
    List<Finding> takeBack(Set<String> keys, Consumer<String> takeBack) throws IOException {
        Set<Finding> wrong = new LinkedHashSet<>();
        for (Map<Finding, Set<String>> found = tried(keys); !found.isEmpty(); found = tried(keys)) {
            wrong.addAll(found.keySet());
            Set<String> back = new LinkedHashSet<>();
            found.values().forEach(back::addAll);
            keys.removeAll(back);
            back.forEach(takeBack);
        }
        return List.copyOf(wrong);
    }

    /** What is wrong with the files that read one of the settings, and which of those it may be. */
    private Map<Finding, Set<String>> tried(Set<String> keys) throws IOException {
        List<Resource> files = new ArrayList<>();
        for (Resource file : running) {
            if (RouteParts.reads(RouteFiles.text(file), keys)) {
                files.add(file);
            }
        }
        Map<Finding, Set<String>> found = new LinkedHashMap<>();
        if (files.isEmpty()) {
            return found;
        }
        RouteTrial trial = RouteTrial.beside(context, files, others(context, files));
        for (Resource file : files) {
            for (Finding finding : trial.findings(file)) {
                Set<String> its = common(about.apply(finding), keys);
                // a fault that names none of them may be of any that the file reads
                found.put(finding, its.isEmpty() ? common(RouteFiles.keysIn(RouteFiles.text(file)), keys) : its);
            }
        }
        trial.offFindings().forEach(finding -> {
            Set<String> its = common(about.apply(finding), keys);
            if (!its.isEmpty()) {
                found.put(finding, its);
            }
        });
        return found;
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        Set<String> common = new LinkedHashSet<>(some);
        common.retainAll(others);
        return common;
    }

    /** The routes of all other files. */
    static List<RouteDefinition> others(CamelContext context, Collection<Resource> files) {
        Set<String> names = new LinkedHashSet<>();
        files.forEach(file -> names.add(RouteFiles.nameOf(file)));
        return ((ModelCamelContext) context)
                .getRouteDefinitions().stream()
                        .filter(route ->
                                route.getResource() == null || !names.contains(RouteFiles.nameOf(route.getResource())))
                        .toList();
    }
}
