package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** Tells the route files that can run from those that cannot, so that a broken one takes no other with it. */
public final class RouteSieve {
    private RouteSieve() {}

    /**
     * Those of the files that can run together: what a finding names is taken out and the rest tried again.
     *
     * @param neighbours routes of other files, which go on
     * @param refused told each file that is taken out, with what is wrong with it
     */
    public static List<Resource> sifted(
            CamelContext live,
            Collection<Resource> files,
            Collection<RouteDefinition> neighbours,
            BiConsumer<Resource, List<Finding>> refused) {
        List<Resource> good = new ArrayList<>(files);
        while (true) {
            RouteTrial trial = RouteTrial.beside(live, good, neighbours);
            if (trial.findings().isEmpty()) {
                return good;
            }
            Map<Resource, List<Finding>> named = new LinkedHashMap<>();
            for (Resource file : good) {
                List<Finding> its = trial.findings(file);
                if (!its.isEmpty()) {
                    named.put(file, its);
                }
            }
            if (named.isEmpty()) {
                return oneByOne(live, good, neighbours, refused);
            }
            named.forEach(refused);
            good.removeAll(named.keySet());
        }
    }

    /** For a fault that names no file: the one with which it begins to be there. */
    private static List<Resource> oneByOne(
            CamelContext live,
            List<Resource> files,
            Collection<RouteDefinition> neighbours,
            BiConsumer<Resource, List<Finding>> refused) {
        List<Resource> good = new ArrayList<>();
        List<Resource> last = new ArrayList<>(files);
        // what the others lead to comes first
        last.sort(Comparator.comparing(file -> !RouteFiles.nameOf(file).startsWith("publish.")));
        for (Resource file : last) {
            good.add(file);
            List<Finding> findings = RouteTrial.beside(live, good, neighbours).findings();
            if (!findings.isEmpty()) {
                good.remove(file);
                String where = "routes/" + RouteFiles.nameOf(file);
                refused.accept(
                        file,
                        findings.stream()
                                .map(finding -> new Finding(where, finding.sentence()))
                                .toList());
            }
        }
        return good;
    }

    /** Which of the settings that changed the running routes could work with. */
    record SettingsTrial(CamelContext context, List<Resource> running, Function<Finding, Set<String>> about) {
        /**
         * Leaves those of the keys that work.
         *
         * @param takeBack puts one that does not work back in force as it was
         * @return what is wrong with those that were taken back
         */
        List<Finding> takeBack(Set<String> keys, Consumer<String> takeBack) {
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
        private Map<Finding, Set<String>> tried(Set<String> keys) {
            List<Resource> files = new ArrayList<>();
            for (Resource file : running) {
                if (RouteText.reads(RouteFiles.readable(file), keys)) {
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
                    found.put(
                            finding, its.isEmpty() ? common(RouteFiles.keysIn(RouteFiles.readable(file)), keys) : its);
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
                            .filter(route -> route.getResource() == null
                                    || !names.contains(RouteFiles.nameOf(route.getResource())))
                            .toList();
        }
    }
}
