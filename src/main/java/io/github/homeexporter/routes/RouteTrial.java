package io.github.homeexporter.routes;

import io.github.homeexporter.routes.EndpointTrial.StartOptions;
import io.github.homeexporter.routes.RouteWiring.Standing;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Builds route files in a context of its own, which is thrown away: finds what parsing alone cannot, and starts nothing.
 * The registry of the living context is wrapped, never shared: sharing it breaks platform-http routes.
 */
public final class RouteTrial {
    private final CamelContext live;
    private final Collection<RouteDefinition> neighbours;
    private final RouteWiring wiring;
    private final Set<String> routeIds = new LinkedHashSet<>();
    private final Map<String, String> off = new LinkedHashMap<>();
    private final RouteIds ids = new RouteIds();
    private final IdentityHashMap<RouteDefinition, String> seen = new IdentityHashMap<>();
    private final Map<Endpoint, RouteDefinition> sources = new HashMap<>();
    private final Map<String, RouteFaults> faults = new LinkedHashMap<>();
    private final Set<Finding> offFindings = new LinkedHashSet<>();
    private boolean triesEndpoints = true;
    private boolean triesWhatIsOff = true;

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
        trial.triesWhatIsOff = false;
        files.forEach(file -> trial.add(live, file));
        trial.takeWiring(files);
        return trial;
    }

    /** The routes of these files that run are not tried again: what {@link #offFindings} says, for half the work. */
    static Set<Finding> ofWhatIsOff(CamelContext live, Collection<Resource> files) {
        RouteTrial trial = new RouteTrial(live, List.of());
        trial.triesEndpoints = false;
        trial.run(files);
        return trial.offFindings;
    }

    /** All of them, each once: a setting that several files use is wrong in one place only. */
    public List<Finding> findings() {
        return faults.values().stream()
                .flatMap(file -> file.findings().stream())
                .distinct()
                .toList();
    }

    /** What is set wrong for routes that are off. */
    public Set<Finding> offFindings() {
        return offFindings;
    }

    /** What is wrong with this file or the settings it uses. */
    public List<Finding> findings(Resource file) {
        return of(file).findings();
    }

    /** Ids of the routes the files hold and whose precondition is true. */
    public Set<String> routeIds() {
        return routeIds;
    }

    /** Ids of the routes that will run: on, and in a file without a fault. */
    public Set<String> runs() {
        Set<String> runs = new LinkedHashSet<>(routeIds);
        runs.removeIf(id -> faults.values().stream()
                .anyMatch(file ->
                        file.name().equals(ids.fileOf(id)) && !file.findings().isEmpty()));
        return runs;
    }

    /** Ids of the routes whose precondition is not true, each with the reason. */
    public Map<String, String> off() {
        return off;
    }

    private void know(RouteDefinition route) {
        if (RouteFiles.isOn(live, route.getPrecondition())) {
            String file =
                    "routes/" + (route.getResource() == null ? "another" : RouteFiles.nameOf(route.getResource()));
            wiring.add(file, route, Standing.RUNS);
            ids.know(file, route);
        }
    }

    private void run(Collection<Resource> files) {
        try (DefaultCamelContext context = new TrialContext(live)) {
            files.forEach(file -> add(context, file));
            takeWiring(files);
            if (triesEndpoints && findings().isEmpty()) {
                context.init();
            }
            if (!triesEndpoints || findings().isEmpty()) {
                return;
            }
        } catch (Exception e) {
            blame(files, e);
        }
        // a fault hides none of the others
        List<Resource> rest =
                files.stream().filter(file -> findings(file).isEmpty()).toList();
        if (!rest.isEmpty() && rest.size() < files.size()) {
            RouteTrial without = with(file -> !faults.get(file).findings().isEmpty());
            without.run(rest);
            faults.putAll(without.faults);
        }
    }

    /** What leads to routes of these files leads somewhere: they are there as soon as they are mended. */
    private RouteTrial with(Predicate<String> files) {
        RouteTrial trial = new RouteTrial(live, neighbours);
        seen.forEach((route, file) -> {
            if (files.test(file) && route.getInput() != null && RouteFiles.isOn(live, route.getPrecondition())) {
                trial.wiring.add("routes/" + file, route, Standing.REFUSED);
            }
        });
        return trial;
    }

    private void takeWiring(Collection<Resource> files) {
        Set<String> names =
                files.stream().map(file -> "routes/" + RouteFiles.nameOf(file)).collect(Collectors.toSet());
        wiring.findings(names).forEach(finding -> files.forEach(file -> of(file).take(finding)));
    }

    /** The building of the routes says at most the id of the one that could not be built. */
    private void blame(Collection<Resource> files, Exception thrown) {
        String id = RouteSentences.routeIn(thrown);
        for (Map.Entry<RouteDefinition, String> route : seen.entrySet()) {
            if (id.equals(route.getKey().getId())) {
                faults.get(route.getValue()).add("", RouteSentences.of(thrown));
                return;
            }
        }
        if (files.size() == 1) {
            files.forEach(file -> of(file).add("", RouteSentences.of(thrown)));
            return;
        }
        for (Resource file : files) {
            RouteTrial alone = with(other -> !other.equals(RouteFiles.nameOf(file)));
            alone.run(List.of(file));
            faults.putAll(alone.faults);
        }
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
            told.add("", RouteSentences.unread(e));
            return;
        }
        RouteText.faults(file, text).forEach(told::add);
        if (!told.findings().isEmpty()) {
            return;
        }
        try {
            for (RoutesBuilder routes : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file))) {
                context.addRoutes(routes);
            }
        } catch (StackOverflowError e) {
            told.add("", "brackets or dashes are nested too deep");
            return;
        } catch (Exception e) {
            told.add(RouteSentences.lineOf(e), RouteSentences.of(live, text, e));
            return;
        }
        Set<String> unset = new LinkedHashSet<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            // a second route of the same id has taken the place of the first by now
            if (seen.putIfAbsent(route, RouteFiles.nameOf(file)) != null) {
                continue;
            }
            if (route.getInput() == null) {
                told.add(
                        "",
                        "route " + RouteIds.told(told.name(), route)
                                + " has no from:, where its values would come from");
            } else if (RouteFiles.isOn(live, route.getPrecondition())) {
                tryRoute(context, told, route, unset);
            } else {
                off.put(RouteIds.told(told.name(), route), OffRoute.why(route, live));
                wiring.add(told.name(), route, Standing.OFF);
                offFindings.addAll(triesWhatIsOff ? OffRoute.findings(context, live, file, route) : List.of());
            }
        }
        if (!unset.isEmpty()) {
            told.missing(RouteSentences.missing(live, text, unset));
        }
    }

    private void tryRoute(DefaultCamelContext context, RouteFaults told, RouteDefinition route, Set<String> unset) {
        routeIds.add(RouteIds.told(told.name(), route));
        ids.claim(told, route);
        wiring.add(told.name(), route, Standing.RUNS);
        int line = route.getInput().getLineNumber();
        Endpoint source = endpoint(context, told, line, route.getInput().getEndpointUri(), route, unset);
        RouteDefinition first = source == null ? null : sources.putIfAbsent(source, route);
        boolean shares = source instanceof MultipleConsumersSupport several && several.isMultipleConsumersSupported();
        if (first != null && !shares && !RouteSource.isTold(route.getInput().getEndpointUri())) {
            told.add(
                    RouteSentences.near(line),
                    "from is that of route " + RouteIds.told("", first) + " in "
                            + seen.getOrDefault(first, "another file") + " as well; give the copy its own");
        }
        route.getOutputs().forEach(step -> trySteps(context, told, route, step, unset));
    }

    private void trySteps(
            CamelContext context,
            RouteFaults told,
            RouteDefinition route,
            ProcessorDefinition<?> step,
            Set<String> unset) {
        ids.claim(told, route, step);
        if (StepTrial.judge(context, told, step, triesEndpoints)) {
            unset.add(RouteIds.told("", route));
        }
        for (String uri : RouteWiring.uris(step)) {
            if (endpoint(context, told, step.getLineNumber(), uri, route, unset) != null) {
                StartOptions.takesMessages(context, told, step, uri);
            }
        }
        RouteWiring.within(step).forEach(inner -> trySteps(context, told, route, inner, unset));
    }

    /**
     * @param unset takes the id of a route that wants a setting that is not there
     * @return null when it cannot be had
     */
    private Endpoint endpoint(
            CamelContext context, RouteFaults told, int line, String uri, RouteDefinition route, Set<String> unset) {
        if (!triesEndpoints) {
            // of these the start itself finds out nothing
            NumberOptions.wrong(context, uri).values().forEach(fault -> told.option(line, uri, fault));
            return null;
        }
        EndpointTrial trial = EndpointTrial.of(context, told, line, uri);
        if (trial.lacksSetting()) {
            unset.add(RouteIds.told("", route));
        }
        return trial.endpoint();
    }
}
