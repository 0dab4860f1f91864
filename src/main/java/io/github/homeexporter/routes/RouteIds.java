package io.github.homeexporter.routes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** Ids of routes and steps, and the file that has each: Camel lets the second route take the place of the first. */
final class RouteIds {
    private final Map<String, String> fileOfRoute = new HashMap<>();
    private final Map<String, String> fileOfStep = new HashMap<>();

    /** As it is told: a route that was given no id gets one of Camel's, which says nothing to its owner. */
    static String told(String file, RouteDefinition route) {
        return route.getRouteId() == null ? "without id in " + file : route.getRouteId();
    }

    /** Null for none. */
    String fileOf(String route) {
        return fileOfRoute.get(route);
    }

    /** Those of a route that runs. */
    void know(String file, RouteDefinition route) {
        fileOfRoute.put(route.getRouteId(), file);
        route.getOutputs().forEach(step -> know(file, prefix(route), step));
    }

    private void know(String file, String prefix, ProcessorDefinition<?> step) {
        if (step.hasCustomIdAssigned()) {
            // Camel has put the prefix before the id of a running step already
            fileOfStep.put(step.getId().startsWith(prefix) ? step.getId() : prefix + step.getId(), file);
        }
        RouteWiring.within(step).forEach(inner -> know(file, prefix, inner));
    }

    void claim(RouteFaults told, RouteDefinition route) {
        String other = fileOfRoute.putIfAbsent(told(told.name(), route), told.name());
        if (other != null && route.getId() != null) {
            told.add(
                    "",
                    "route id " + route.getId() + " stands twice; "
                            + (other.equals(told.name()) ? "" : "it is that of " + other + " already; ")
                            + "give the copy its own");
        }
    }

    void claim(RouteFaults told, RouteDefinition route, ProcessorDefinition<?> step) {
        if (step.getId() == null || !step.hasCustomIdAssigned()) {
            return;
        }
        String id = prefix(route) + step.getId();
        String other = fileOfStep.putIfAbsent(id, told.name());
        if (other != null) {
            told.add(
                    "",
                    "step id " + id + " stands twice; "
                            + (other.equals(told.name()) ? "" : "it is used in " + other + " already; ")
                            + "give the route its own nodePrefixId");
        }
    }

    private static String prefix(RouteDefinition route) {
        return Optional.ofNullable(route.getNodePrefixId()).orElse("");
    }
}
