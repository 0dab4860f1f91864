package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
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
}
