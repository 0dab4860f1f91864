package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * Builds route files in a context of its own, which is thrown away: finds what parsing alone cannot, and starts nothing.
 * The registry of the living context is wrapped, never shared: sharing it breaks platform-http routes.
 */
public final class RouteTrial {
    private final CamelContext live;
    private final RouteWiring wiring;
    private final Set<String> routeIds = new LinkedHashSet<>();
    private final Map<String, String> fileOfRoute = new HashMap<>();
    private final Map<String, String> fileOfStep = new HashMap<>();
    private final Set<RouteDefinition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Endpoint, RouteDefinition> sources = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean triesEndpoints = true;

    private RouteTrial(CamelContext live) {
        this.live = live;
        this.wiring = new RouteWiring(live);
    }

    public static RouteTrial of(CamelContext live, Collection<Resource> files) {
        return beside(live, files, List.of());
    }

    /** @param neighbours routes of other files, which go on */
    static RouteTrial beside(CamelContext live, Collection<Resource> files, Collection<RouteDefinition> neighbours) {
        RouteTrial trial = new RouteTrial(live);
        neighbours.forEach(trial::know);
        trial.run(files);
        return trial;
    }

    /**
     * Takes the files into the live context and looks only at what its start would not notice: an empty file, an id that
     * stands twice, routes that lead nowhere. Whether the endpoints can be had is found out by the start itself.
     */
    public static RouteTrial believing(DefaultCamelContext live, Collection<Resource> files) {
        RouteTrial trial = new RouteTrial(live);
        trial.triesEndpoints = false;
        for (Resource file : files) {
            trial.add(live, file);
        }
        trial.findings.addAll(trial.wiring.findings(names(files)));
        return trial;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** Ids of the routes the files hold and whose precondition is true. */
    public Set<String> routeIds() {
        return routeIds;
    }

    private void know(RouteDefinition route) {
        if (!RouteFiles.isOn(live, route.getPrecondition())) {
            return;
        }
        String file = "routes/" + (route.getResource() == null ? "another" : RouteFiles.nameOf(route.getResource()));
        String prefix = Optional.ofNullable(route.getNodePrefixId()).orElse("");
        wiring.add(file, route);
        fileOfRoute.put(route.getRouteId(), file);
        route.getOutputs().forEach(step -> know(step, prefix, file));
    }

    private void know(ProcessorDefinition<?> step, String prefix, String file) {
        if (step.hasCustomIdAssigned()) {
            // Camel has put the prefix before the id of a running step already
            fileOfStep.put(step.getId().startsWith(prefix) ? step.getId() : prefix + step.getId(), file);
        }
        step.getOutputs().forEach(inner -> know(inner, prefix, file));
    }

    private static Set<String> names(Collection<Resource> files) {
        Set<String> names = new HashSet<>();
        files.forEach(file -> names.add("routes/" + RouteFiles.nameOf(file)));
        return names;
    }

    private void run(Collection<Resource> files) {
        DefaultCamelContext context = new DefaultCamelContext(new DefaultRegistry(live.getRegistry()));
        try {
            context.disableJMX();
            context.setAutoStartup(false);
            context.setLoadHealthChecks(false);
            context.setClassResolver(live.getClassResolver());
            Settings.variablesLast(context);
            context.getPropertiesComponent().addPropertiesSource(new LiveProperties(live));
            if (TrialCluster.isConfigured(live)) {
                context.addService(new TrialCluster());
            }
            for (Resource file : files) {
                add(context, file);
            }
            findings.addAll(wiring.findings(names(files)));
            if (findings.isEmpty()) {
                context.init();
            }
        } catch (Exception e) {
            String names =
                    String.join(", ", files.stream().map(RouteFiles::nameOf).toList());
            findings.add(new Finding(files.size() == 1 ? "routes/" + names : names, RouteSentences.of(e)));
        } finally {
            context.stop();
        }
    }

    private void add(DefaultCamelContext context, Resource file) {
        String where = "routes/" + RouteFiles.nameOf(file);
        String text;
        try {
            text = RouteFiles.text(file);
        } catch (IOException e) {
            findings.add(new Finding(where, "cannot be read: " + e));
            return;
        }
        if (text.isBlank()) {
            findings.add(new Finding(where, "is empty; allowed: a list of routes (- route: …)"));
            return;
        }
        try {
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file))) {
                context.addRoutes(routes);
            }
        } catch (Exception e) {
            findings.add(
                    RouteSentences.isMissingSetting(e)
                            ? missing(where, text, Set.of())
                            : new Finding(where + RouteSentences.lineOf(e), RouteSentences.of(e)));
            return;
        }
        Set<String> unset = new LinkedHashSet<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            // a second route of the same id has taken the place of the first by now
            if (seen.add(route) && RouteFiles.isOn(live, route.getPrecondition())) {
                tryRoute(context, where, route, unset);
            }
        }
        if (!unset.isEmpty()) {
            findings.add(missing(where, text, unset));
        }
    }

    private void tryRoute(DefaultCamelContext context, String where, RouteDefinition route, Set<String> unset) {
        routeIds.add(route.getId());
        String other = fileOfRoute.putIfAbsent(route.getId(), where);
        if (other != null) {
            findings.add(new Finding(
                    where,
                    "route id " + route.getId() + " stands twice; "
                            + (other.equals(where) ? "" : "it is that of " + other + " already; ")
                            + "give the copy its own"));
        }
        wiring.add(where, route);
        String line = near(route.getInput().getLineNumber());
        Endpoint source = tryEndpoint(context, where + line, route.getInput().getEndpointUri(), route, unset);
        RouteDefinition first = source == null ? null : sources.putIfAbsent(source, route);
        boolean shares = source instanceof MultipleConsumersSupport several && several.isMultipleConsumersSupported();
        if (first != null && !shares && !RouteWiring.isTold(route.getInput().getEndpointUri())) {
            findings.add(new Finding(
                    where + line,
                    "from is that of route " + first.getId() + " in " + fileOfRoute.get(first.getId())
                            + " as well; give the copy its own"));
        }
        route.getOutputs().forEach(step -> trySteps(context, where, route, step, unset));
    }

    private void trySteps(
            CamelContext context, String where, RouteDefinition route, ProcessorDefinition<?> step, Set<String> unset) {
        if (step.getId() != null && step.hasCustomIdAssigned()) {
            String id = Optional.ofNullable(route.getNodePrefixId()).orElse("") + step.getId();
            String other = fileOfStep.putIfAbsent(id, where);
            if (other != null) {
                findings.add(new Finding(
                        where,
                        "step id " + id + " stands twice; "
                                + (other.equals(where) ? "" : "it is used in " + other + " already; ")
                                + "give the route its own nodePrefixId"));
            }
        }
        if (step instanceof EndpointRequiredDefinition endpoint) {
            tryEndpoint(context, where + near(step.getLineNumber()), endpoint.getEndpointUri(), route, unset);
        }
        step.getOutputs().forEach(inner -> trySteps(context, where, route, inner, unset));
    }

    /** @param unset takes the id of a route that wants a setting that is not there */
    private Endpoint tryEndpoint(
            CamelContext context, String where, String uri, RouteDefinition route, Set<String> unset) {
        if (!triesEndpoints) {
            return null;
        }
        try {
            return context.getEndpoint(uri);
        } catch (Exception e) {
            if (RouteSentences.isMissingSetting(e)) {
                unset.add(route.getId());
            } else {
                findings.add(new Finding(where, RouteSentences.of(e)));
            }
            return null;
        }
    }

    /** All settings that are missing at once, so that they can be written down at once. */
    private Finding missing(String where, String text, Set<String> ids) {
        List<String> keys = RouteFiles.keysWithoutDefault(text, ids).stream()
                .filter(key ->
                        live.getPropertiesComponent().resolveProperty(key).isEmpty())
                .toList();
        return new Finding(where, RouteSentences.missing(keys));
    }

    /** Camel's line of a step written as {@code - to: {…}} is one less than the editor's, hence not said to the digit. */
    static String near(int line) {
        return line > 0 ? " near line " + line : "";
    }

    private record LiveProperties(CamelContext live) implements PropertiesSource {
        @Override
        public String getName() {
            return "live";
        }

        @Override
        public String getProperty(String key) {
            return live.getPropertiesComponent().resolveProperty(key).orElse(null);
        }
    }
}
