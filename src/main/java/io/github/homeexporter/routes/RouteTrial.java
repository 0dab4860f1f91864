package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
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
    private final Set<String> routeIds = new LinkedHashSet<>();
    private final Set<String> stepIds = new LinkedHashSet<>();
    private final Map<RouteDefinition, String> seen = new IdentityHashMap<>();
    private final Map<String, RouteFaults> faults = new LinkedHashMap<>();
    private boolean triesEndpoints = true;

    private RouteTrial(CamelContext live) {
        this.live = live;
    }

    public static RouteTrial of(CamelContext live, Collection<Resource> files) {
        RouteTrial trial = new RouteTrial(live);
        trial.run(files);
        return trial;
    }

    /**
     * Takes the files into the live context and looks only at what its start would not notice: an empty file, an id that
     * stands twice. Whether the endpoints can be had is found out by the start itself.
     */
    public static RouteTrial believing(DefaultCamelContext live, Collection<Resource> files) {
        RouteTrial trial = new RouteTrial(live);
        trial.triesEndpoints = false;
        for (Resource file : files) {
            trial.add(live, file);
        }
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

    Set<String> stepIds() {
        return stepIds;
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
            faults.putAll(of(live, rest).faults);
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
        files.forEach(file -> faults.putAll(of(live, List.of(file)).faults));
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
        try {
            if (RouteFiles.text(file).isBlank()) {
                told.add("", "is empty; allowed: a list of routes (- route: …)");
                return;
            }
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file))) {
                context.addRoutes(routes);
            }
        } catch (Exception e) {
            told.add(RouteSentences.lineOf(e), RouteSentences.of(e));
            return;
        }
        for (RouteDefinition route : context.getRouteDefinitions()) {
            // a second route of the same id has taken the place of the first by now
            if (seen.putIfAbsent(route, RouteFiles.nameOf(file)) != null) {
                continue;
            }
            if (!routeIds.add(route.getId())) {
                told.add("", "route id " + route.getId() + " stands twice; give the copy its own");
            }
            FromDefinition from = route.getInput();
            tryEndpoint(context, told, from.getLineNumber(), from.getEndpointUri());
            route.getOutputs().forEach(step -> trySteps(context, told, route, step));
        }
    }

    private void trySteps(CamelContext context, RouteFaults told, RouteDefinition route, ProcessorDefinition<?> step) {
        if (step.getId() != null) {
            String prefix = Optional.ofNullable(route.getNodePrefixId()).orElse("");
            if (step.hasCustomIdAssigned() && !stepIds.add(prefix + step.getId())) {
                told.add("", "step id " + prefix + step.getId() + " stands twice; give the route its own nodePrefixId");
            }
        }
        if (step instanceof EndpointRequiredDefinition endpoint) {
            tryEndpoint(context, told, step.getLineNumber(), endpoint.getEndpointUri());
        }
        step.getOutputs().forEach(inner -> trySteps(context, told, route, inner));
    }

    /**
     * Camel tells of the first option only that is not of its type; without that one the next shows itself. What is of its
     * type is judged by the endpoint.
     */
    private void tryEndpoint(CamelContext context, RouteFaults told, int line, String uri) {
        String rest = uri;
        while (triesEndpoints) {
            try {
                Endpoint endpoint = context.getEndpoint(rest);
                if (endpoint.getClass().getName().startsWith(OURS)) {
                    ServiceHelper.initService(endpoint);
                }
                return;
            } catch (Exception e) {
                if (thrown(e, Bounds.OutOfBounds.class) instanceof Bounds.OutOfBounds out) {
                    out.faults().forEach(fault -> told.option(line, uri, fault));
                    return;
                }
                if (!(thrown(e, PropertyBindingException.class) instanceof PropertyBindingException unbound)) {
                    told.add(near(line), RouteSentences.of(e));
                    return;
                }
                String without = RouteFaults.without(rest, unbound.getPropertyName());
                if (without.equals(rest)) {
                    told.add(near(line), RouteSentences.of(e));
                    return;
                }
                rest = without;
                told.option(line, uri, RouteSentences.unbound(context, uri, unbound));
            }
        }
    }

    private static Throwable thrown(Throwable e, Class<?> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return t;
            }
        }
        return null;
    }

    /** Camel's line of a step written as {@code - to: {…}} is one less than the editor's, hence not said to the digit. */
    private static String near(int line) {
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
