package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Builds route files in a context of its own, which is thrown away: finds what parsing alone cannot, and starts nothing.
 * The registry of the living context is wrapped, never shared: sharing it breaks platform-http routes.
 */
public final class RouteTrial {
    private static final String OURS = "io.github.homeexporter.";

    private final CamelContext live;
    private final Collection<RouteDefinition> neighbours;
    private final RouteWiring wiring;
    private final Set<String> routeIds = new LinkedHashSet<>();
    private final Map<String, String> fileOfRoute = new HashMap<>();
    private final Map<String, String> fileOfStep = new HashMap<>();
    private final IdentityHashMap<RouteDefinition, String> seen = new IdentityHashMap<>();
    private final Map<Endpoint, RouteDefinition> sources = new HashMap<>();
    private final Map<String, RouteFaults> faults = new LinkedHashMap<>();
    private boolean triesEndpoints = true;

    private RouteTrial(CamelContext live, Collection<RouteDefinition> neighbours) {
        this.live = live;
        this.neighbours = neighbours;
        this.wiring = new RouteWiring(live);
        neighbours.forEach(this::know);
    }

    public static RouteTrial of(CamelContext live, Collection<Resource> files) {
        return beside(live, files, List.of());
    }

    /** @param neighbours routes of other files, which go on */
    static RouteTrial beside(CamelContext live, Collection<Resource> files, Collection<RouteDefinition> neighbours) {
        RouteTrial trial = new RouteTrial(live, neighbours);
        trial.run(files);
        return trial;
    }

    /**
     * Takes the files into the live context and looks only at what its start would not notice: an empty file, an id that
     * stands twice, routes that lead nowhere. Whether the endpoints can be had is found out by the start itself.
     */
    public static RouteTrial believing(DefaultCamelContext live, Collection<Resource> files) {
        RouteTrial trial = new RouteTrial(live, List.of());
        trial.triesEndpoints = false;
        for (Resource file : files) {
            trial.add(live, file);
        }
        trial.takeWiring(files);
        return trial;
    }

    /** All of them, each once: a setting that several files use is wrong in one place only. */
    public List<Finding> findings() {
        return faults.values().stream()
                .flatMap(file -> file.findings().stream())
                .distinct()
                .toList();
    }

    /** What is wrong with this file or the settings it uses. */
    public List<Finding> findings(Resource file) {
        RouteFaults of = faults.get(RouteFiles.nameOf(file));
        return of == null ? List.of() : of.findings();
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
            takeWiring(files);
            if (findings().isEmpty()) {
                context.init();
                return;
            }
        } catch (Exception e) {
            blame(files, e);
        } finally {
            context.stop();
        }
        // a fault hides none of the others
        List<Resource> rest =
                files.stream().filter(file -> findings(file).isEmpty()).toList();
        if (!rest.isEmpty() && rest.size() < files.size()) {
            faults.putAll(beside(live, rest, neighbours).faults);
        }
    }

    private void takeWiring(Collection<Resource> files) {
        for (Finding finding : wiring.findings(names(files))) {
            for (Resource file : files) {
                of(file).take(finding);
            }
        }
    }

    /** The building of the routes says at most the id of the one that could not be built. */
    private void blame(Collection<Resource> files, Exception thrown) {
        String id = RouteSentences.routeIn(thrown);
        for (Map.Entry<RouteDefinition, String> route : seen.entrySet()) {
            if (route.getKey().getId().equals(id)) {
                faults.get(route.getValue()).add("", RouteSentences.of(thrown));
                return;
            }
        }
        if (files.size() == 1) {
            files.forEach(file -> of(file).add("", RouteSentences.of(thrown)));
            return;
        }
        files.forEach(file -> faults.putAll(beside(live, List.of(file), neighbours).faults));
        if (findings().isEmpty()) {
            files.forEach(file -> of(file).add("", RouteSentences.of(thrown)));
        }
    }

    private RouteFaults of(Resource file) {
        return faults.computeIfAbsent(
                RouteFiles.nameOf(file),
                name -> new RouteFaults(file, live.getRegistry().findSingleByType(Settings.class)));
    }

    private void add(DefaultCamelContext context, Resource file) {
        RouteFaults told = of(file);
        String text;
        try {
            text = RouteFiles.text(file);
        } catch (IOException e) {
            told.add("", "cannot be read: " + e);
            return;
        }
        if (text.isBlank()) {
            told.add("", "is empty; allowed: a list of routes (- route: …)");
            return;
        }
        try {
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file))) {
                context.addRoutes(routes);
            }
        } catch (Exception e) {
            if (RouteSentences.isMissingSetting(e)) {
                told.add("", missing(text, Set.of()));
            } else {
                told.add(RouteSentences.lineOf(e), RouteSentences.of(e));
            }
            return;
        }
        Set<String> unset = new LinkedHashSet<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            // a second route of the same id has taken the place of the first by now
            if (seen.putIfAbsent(route, RouteFiles.nameOf(file)) == null
                    && RouteFiles.isOn(live, route.getPrecondition())) {
                tryRoute(context, told, route, unset);
            }
        }
        if (!unset.isEmpty()) {
            told.add("", missing(text, unset));
        }
    }

    private void tryRoute(DefaultCamelContext context, RouteFaults told, RouteDefinition route, Set<String> unset) {
        routeIds.add(route.getId());
        String other = fileOfRoute.putIfAbsent(route.getId(), told.name());
        if (other != null) {
            told.add(
                    "",
                    "route id " + route.getId() + " stands twice; "
                            + (other.equals(told.name()) ? "" : "it is that of " + other + " already; ")
                            + "give the copy its own");
        }
        wiring.add(told.name(), route);
        int line = route.getInput().getLineNumber();
        Endpoint source = tryEndpoint(context, told, line, route.getInput().getEndpointUri(), route, unset);
        RouteDefinition first = source == null ? null : sources.putIfAbsent(source, route);
        boolean shares = source instanceof MultipleConsumersSupport several && several.isMultipleConsumersSupported();
        if (first != null && !shares && !RouteWiring.isTold(route.getInput().getEndpointUri())) {
            told.add(
                    near(line),
                    "from is that of route " + first.getId() + " in " + fileOfRoute.get(first.getId())
                            + " as well; give the copy its own");
        }
        route.getOutputs().forEach(step -> trySteps(context, told, route, step, unset));
    }

    private void trySteps(
            CamelContext context,
            RouteFaults told,
            RouteDefinition route,
            ProcessorDefinition<?> step,
            Set<String> unset) {
        if (step.getId() != null && step.hasCustomIdAssigned()) {
            String id = Optional.ofNullable(route.getNodePrefixId()).orElse("") + step.getId();
            String other = fileOfStep.putIfAbsent(id, told.name());
            if (other != null) {
                told.add(
                        "",
                        "step id " + id + " stands twice; "
                                + (other.equals(told.name()) ? "" : "it is used in " + other + " already; ")
                                + "give the route its own nodePrefixId");
            }
        }
        if (step instanceof EndpointRequiredDefinition endpoint) {
            tryEndpoint(context, told, step.getLineNumber(), endpoint.getEndpointUri(), route, unset);
        }
        step.getOutputs().forEach(inner -> trySteps(context, told, route, inner, unset));
    }

    /**
     * Camel tells of the first option only that is not of its type; without that one the next shows itself. What is of its
     * type is judged by the endpoint.
     *
     * @param unset takes the id of a route that wants a setting that is not there
     * @return null when it cannot be had
     */
    private Endpoint tryEndpoint(
            CamelContext context, RouteFaults told, int line, String uri, RouteDefinition route, Set<String> unset) {
        String rest = uri;
        while (triesEndpoints) {
            try {
                Endpoint endpoint = context.getEndpoint(rest);
                if (endpoint.getClass().getName().startsWith(OURS)) {
                    ServiceHelper.initService(endpoint);
                }
                return endpoint;
            } catch (Exception e) {
                if (RouteSentences.isMissingSetting(e)) {
                    unset.add(route.getId());
                    return null;
                }
                if (thrown(e, Bounds.OutOfBounds.class) instanceof Bounds.OutOfBounds out) {
                    out.faults().forEach(fault -> told.option(line, uri, fault));
                    return null;
                }
                String without = thrown(e, PropertyBindingException.class) instanceof PropertyBindingException unbound
                        ? unbound(context, told, line, uri, rest, unbound)
                        : rest;
                if (without.equals(rest)) {
                    told.add(near(line), RouteSentences.of(e));
                    return null;
                }
                rest = without;
            }
        }
        return null;
    }

    /** @return the endpoint without the option that is not of its type */
    private static String unbound(
            CamelContext context,
            RouteFaults told,
            int line,
            String uri,
            String rest,
            PropertyBindingException unbound) {
        String without = RouteFaults.without(rest, unbound.getPropertyName());
        if (!without.equals(rest)) {
            told.option(line, uri, RouteSentences.unbound(context, uri, unbound));
        }
        return without;
    }

    private static Throwable thrown(Throwable e, Class<?> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return t;
            }
        }
        return null;
    }

    /** All settings that are missing at once, so that they can be written down at once. */
    private String missing(String text, Set<String> ids) {
        return RouteSentences.missing(RouteFiles.keysWithoutDefault(text, ids).stream()
                .filter(key ->
                        live.getPropertiesComponent().resolveProperty(key).isEmpty())
                .toList());
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
