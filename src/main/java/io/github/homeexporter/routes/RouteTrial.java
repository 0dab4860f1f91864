package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
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

/**
 * Builds a route file in a context of its own, which is thrown away: finds what parsing alone cannot, and starts nothing.
 * The registry of the living context is wrapped, never shared: sharing it breaks platform-http routes.
 */
public final class RouteTrial {
    private final CamelContext live;
    private final Set<String> routeIds = new LinkedHashSet<>();
    private final Set<String> stepIds = new LinkedHashSet<>();
    private final Set<RouteDefinition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Finding> findings = new ArrayList<>();
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

    public List<Finding> findings() {
        return findings;
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
        try {
            if (RouteFiles.text(file).isBlank()) {
                findings.add(new Finding(where, "is empty; allowed: a list of routes (- route: …)"));
                return;
            }
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file))) {
                context.addRoutes(routes);
            }
        } catch (Exception e) {
            findings.add(new Finding(where + RouteSentences.lineOf(e), RouteSentences.of(e)));
            return;
        }
        for (RouteDefinition route : context.getRouteDefinitions()) {
            // a second route of the same id has taken the place of the first by now
            if (!seen.add(route)) {
                continue;
            }
            if (!routeIds.add(route.getId())) {
                findings.add(new Finding(where, "route id " + route.getId() + " stands twice; give the copy its own"));
            }
            tryEndpoint(context, where, route.getInput());
            route.getOutputs().forEach(step -> trySteps(context, where, route, step));
        }
    }

    private void trySteps(CamelContext context, String where, RouteDefinition route, ProcessorDefinition<?> step) {
        if (step.getId() != null) {
            String prefix = Optional.ofNullable(route.getNodePrefixId()).orElse("");
            if (step.hasCustomIdAssigned() && !stepIds.add(prefix + step.getId())) {
                findings.add(new Finding(
                        where,
                        "step id " + prefix + step.getId() + " stands twice; give the route its own nodePrefixId"));
            }
        }
        if (step instanceof EndpointRequiredDefinition endpoint) {
            tryEndpoint(context, where + near(step.getLineNumber()), endpoint.getEndpointUri());
        }
        step.getOutputs().forEach(inner -> trySteps(context, where, route, inner));
    }

    private void tryEndpoint(CamelContext context, String where, FromDefinition from) {
        tryEndpoint(context, where + near(from.getLineNumber()), from.getEndpointUri());
    }

    private void tryEndpoint(CamelContext context, String where, String uri) {
        if (!triesEndpoints) {
            return;
        }
        try {
            context.getEndpoint(uri);
        } catch (Exception e) {
            findings.add(new Finding(where, RouteSentences.of(e)));
        }
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
