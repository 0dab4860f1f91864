package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes edits of {@code routes/} while the program runs: a changed file is built on trial first and the running version
 * goes on when that fails; only the routes of that file restart; a deleted file stops its routes.
 */
public final class SafeRouteReload extends RouteWatcherReloadStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(SafeRouteReload.class);
    private static final int RESTART_SECONDS = 2;

    private final ConfigState state;
    private final Map<String, String> contents = new HashMap<>();

    public SafeRouteReload(Path folder, ConfigState state, Collection<Resource> running) {
        super(folder.toAbsolutePath().toString());
        this.state = state;
        setRemoveAllRoutes(false);
        setPattern("*.yaml");
        // remembered, so that a mere touch restarts nothing
        running.forEach(file -> contents.put(RouteFiles.nameOf(file), textOf(file)));
    }

    @Override
    protected void onRouteReload(Collection<Resource> changed, boolean removeEverything) {
        for (Resource file : changed) {
            String name = "routes/" + RouteFiles.nameOf(file);
            try {
                reload(file, name);
            } catch (Exception e) {
                refuse(name, List.of(new Finding(name, RouteSentences.of(e))));
            }
        }
    }

    private void reload(Resource file, String name) throws Exception {
        boolean exists = Files.isRegularFile(Path.of(file.getLocation().replaceFirst("^file:", "")));
        String text = exists ? textOf(file) : null;
        // one save is two events; the first may come in an editor's empty moment between truncating and writing
        if (Objects.equals(text, contents.get(RouteFiles.nameOf(file))) || (text != null && text.isBlank())) {
            return;
        }
        contents.put(RouteFiles.nameOf(file), text);
        Set<String> before = runningFrom(file);
        if (!exists) {
            for (String id : before) {
                drop(id);
            }
            state.gone(name);
            LOG.info("{}: deleted; stopped {}", name, before.isEmpty() ? "nothing" : before);
            return;
        }
        // what was read is what is tried and taken: the editor may be writing again
        Resource read = ResourceHelper.fromString(file.getLocation(), text);
        RouteTrial trial = RouteTrial.of(getCamelContext(), List.of(read));
        addClashes(trial, before, name);
        if (!trial.findings().isEmpty()) {
            refuse(name, trial.findings());
            return;
        }
        for (String id : before) {
            drop(id);
        }
        super.onRouteReload(List.of(read), false);
        state.taken(name);
        LOG.info("{}: taken; running {}", name, trial.routeIds().isEmpty() ? "nothing" : trial.routeIds());
    }

    private void refuse(String name, List<Finding> findings) {
        state.refused(name, findings);
        findings.forEach(f -> LOG.error("{}; the version before it goes on", f));
    }

    /** What only shows beside the other files: ids that are theirs already. */
    private void addClashes(RouteTrial trial, Set<String> own, String name) {
        Set<String> otherSteps = new LinkedHashSet<>();
        for (RouteDefinition route : model().getRouteDefinitions()) {
            if (own.contains(route.getId())) {
                continue;
            }
            if (trial.routeIds().contains(route.getId())) {
                trial.findings()
                        .add(new Finding(
                                name,
                                "route id " + route.getId() + " is already that of "
                                        + (route.getResource() == null
                                                ? "another file"
                                                : RouteFiles.nameOf(route.getResource()))));
            }
            String prefix = route.getNodePrefixId() == null ? "" : route.getNodePrefixId();
            route.getOutputs().forEach(step -> collect(step, prefix, otherSteps));
        }
        trial.stepIds().stream().filter(otherSteps::contains).forEach(id -> trial.findings()
                .add(new Finding(name, "step id " + id + " is already used; give the route its own nodePrefixId")));
    }

    private static void collect(ProcessorDefinition<?> step, String prefix, Set<String> ids) {
        if (step.hasCustomIdAssigned()) {
            // Camel has put the prefix before the id of a running step already
            ids.add(step.getId().startsWith(prefix) ? step.getId() : prefix + step.getId());
        }
        step.getOutputs().forEach(inner -> collect(inner, prefix, ids));
    }

    private Set<String> runningFrom(Resource file) {
        Set<String> ids = new LinkedHashSet<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getSourceResource() != null && RouteFiles.isSame(route.getSourceResource(), file)) {
                ids.add(route.getRouteId());
            }
        }
        return ids;
    }

    private void drop(String id) throws Exception {
        getCamelContext().getRouteController().stopRoute(id, RESTART_SECONDS, TimeUnit.SECONDS);
        getCamelContext().removeRoute(id);
        // the definition, too: a route that could not be started has one without a route
        RouteDefinition left = model().getRouteDefinition(id);
        if (left != null) {
            model().removeRouteDefinition(left);
        }
    }

    private ModelCamelContext model() {
        return (ModelCamelContext) getCamelContext();
    }

    private static String textOf(Resource file) {
        try {
            return RouteFiles.text(file);
        } catch (IOException e) {
            return null;
        }
    }
}
