package io.github.homeexporter.routes;

import io.github.homeexporter.routes.RouteSieve.SettingsTrial;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.settings.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes edits of {@code routes/} while the program runs: a changed file is built on trial first and the running version
 * goes on when that fails; only the routes of that file restart; a deleted file stops its routes. The folder is looked at by
 * its name, not subscribed to: one that is replaced, or made after the start, counts as well.
 */
public final class SafeRouteReload extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(SafeRouteReload.class);
    /** More often, and to look would be most of what an idle program does. */
    private static final int LOOK_MILLIS = 1000;
    /** After the look that saw a change, which counts when it has stayed so long. */
    private static final int SETTLE_MILLIS = 300;

    private static final int RESTART_SECONDS = 2;
    private static final int ANSWER_MILLIS = 200;

    private final CamelContext context;
    private final RouteFolder folder;
    private final ConfigState state;
    /** As last read, whether in force or not: a mere touch restarts nothing. */
    private final Map<String, String> texts = new HashMap<>();

    private final Map<String, Resource> running = new HashMap<>();
    private final Map<String, List<Finding>> refused = new HashMap<>();
    private ScheduledExecutorService watcher;
    private ScheduledFuture<?> watching;
    private ScheduledFuture<?> settling;
    private ScheduledFuture<?> restarting;

    /**
     * @param files all that were found at the start
     * @param taken those of them that run
     */
    public SafeRouteReload(
            CamelContext context,
            RouteFolder folder,
            ConfigState state,
            Collection<Resource> files,
            Collection<Resource> taken) {
        this.context = context;
        this.folder = folder;
        this.state = state;
        files.forEach(file -> texts.put(RouteFiles.nameOf(file), RouteFiles.readable(file)));
        files.forEach(file -> refused.put(RouteFiles.nameOf(file), List.of()));
        for (Resource file : taken) {
            running.put(RouteFiles.nameOf(file), read(file));
            refused.remove(RouteFiles.nameOf(file));
        }
    }

    @Override
    protected void doStart() throws Exception {
        watcher = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes-watch");
        watching = watcher.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        Stream.of(watching, settling, restarting).filter(Objects::nonNull).forEach(task -> task.cancel(false));
        context.getExecutorServiceManager().shutdownNow(watcher);
    }

    /** Never throws: that would end the schedule. */
    private void look() {
        try {
            if (folder.hasSettledAnew()) {
                takeOver();
            } else if (folder.isUnsettled()) {
                settling = watcher.schedule(this::look, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
            } else if (folder.isElseBeside()) {
                folder.tell(state);
            }
        } catch (Exception e) {
            LOG.error("routes/: cannot be looked at: {}", RouteSentences.of(e));
        }
    }

    /** What came of settings that changed: ids of the routes that restarted, began or ended, and what was refused. */
    public record Renewed(Set<String> routes, List<Finding> wrong) {}

    /**
     * Restarts the running routes that read changed settings, once they have proved to work with them. What answers HTTP
     * restarts last, a moment after this returns: the one who asks may be waiting for such an answer.
     *
     * @param keys of the settings in force that are others by now
     * @param about the settings that a finding names
     * @param takeBack puts one back in force as it was
     */
    public Renewed renew(Set<String> keys, Function<Finding, Set<String>> about, Consumer<String> takeBack)
            throws Exception {
        return watcher.submit(() -> renewed(keys, about, takeBack)).get();
    }

    private Renewed renewed(Set<String> keys, Function<Finding, Set<String>> about, Consumer<String> takeBack)
            throws Exception {
        Set<String> left = new LinkedHashSet<>(keys);
        List<Finding> wrong = new SettingsTrial(context, List.copyOf(running.values()), about).takeBack(left, takeBack);
        // routes that settings ask for
        takeOver();
        List<Resource> again = new ArrayList<>();
        folder.files().stream()
                .filter(file -> refused.containsKey(RouteFiles.nameOf(file))
                        && RouteText.reads(RouteFiles.readable(file), left))
                .forEach(file -> again.add(read(file)));
        take(again);
        folder.tell(state);
        return new Renewed(restart(left), wrong);
    }

    private Set<String> restart(Set<String> keys) {
        Set<String> ids = new LinkedHashSet<>();
        List<Resource> later = new ArrayList<>();
        for (Resource file : running.values()) {
            for (String part : RouteText.reading(RouteFiles.readable(file), keys)) {
                Resource routes = ResourceHelper.fromString(file.getLocation(), part);
                if (part.contains("platform-http:")) {
                    ids.addAll(RouteText.idsIn(part));
                    later.add(routes);
                } else {
                    ids.addAll(restart(routes));
                }
            }
        }
        restarting = watcher.schedule(() -> later.forEach(this::restart), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        return ids;
    }

    private Set<String> restart(Resource part) {
        String name = RouteFiles.nameOf(part);
        String text = RouteFiles.readable(part);
        boolean whole = text.equals(RouteFiles.readable(running.get(name)));
        Set<String> ids = whole ? stop(name) : new LinkedHashSet<>(RouteText.idsIn(text));
        if (!whole) {
            ids.forEach(this::stopRoute);
        }
        try {
            ids.addAll(PluginHelper.getRoutesLoader(context).updateRoutes(List.of(part)));
        } catch (Exception e) {
            refuse(part, List.of(new Finding("routes/" + name, RouteSentences.of(e))));
        }
        return ids;
    }

    private void takeOver() throws Exception {
        if (folder.isUnreadable()) {
            folder.tell(state);
            return;
        }
        Map<String, Resource> found = new LinkedHashMap<>();
        folder.files().forEach(file -> found.put(RouteFiles.nameOf(file), read(file)));
        Set<String> gone = new LinkedHashSet<>(texts.keySet());
        gone.removeAll(found.keySet());
        for (String name : gone) {
            Set<String> ids = stop(name);
            running.remove(name);
            texts.remove(name);
            refused.remove(name);
            state.gone("routes/" + name);
            LOG.info("routes/{}: deleted; stopped {}", name, ids.isEmpty() ? "nothing" : ids);
        }
        List<Resource> changed = new ArrayList<>();
        boolean edited = !gone.isEmpty();
        for (Map.Entry<String, Resource> file : found.entrySet()) {
            String text = RouteFiles.readable(file.getValue());
            boolean isNew = !text.equals(texts.put(file.getKey(), text));
            edited |= isNew;
            if (isNew || refused.containsKey(file.getKey())) {
                changed.add(file.getValue());
            }
        }
        // before what was a folder, or a pipe, may be taken as a file
        folder.tell(state);
        // of two with one id the newcomer is to blame
        changed.sort(Comparator.comparing(file -> !running.containsKey(RouteFiles.nameOf(file))));
        // what was refused may be right by now, when a neighbour of it has changed
        if (edited) {
            take(changed);
        }
    }

    private void take(List<Resource> changed) {
        start(RouteSieve.sifted(context, changed, SettingsTrial.others(context, changed), this::refuse));
    }

    private void start(List<Resource> files) {
        for (Resource file : files) {
            stop(RouteFiles.nameOf(file));
        }
        for (Resource file : files) {
            String name = RouteFiles.nameOf(file);
            try {
                Set<String> ids = PluginHelper.getRoutesLoader(context).updateRoutes(List.of(file));
                running.put(name, file);
                refused.remove(name);
                state.taken("routes/" + name);
                LOG.info("routes/{}: taken; running {}", name, ids.isEmpty() ? "nothing" : ids);
            } catch (Exception e) {
                refuse(file, List.of(new Finding("routes/" + name, RouteSentences.of(e))));
                restore(name);
            }
        }
    }

    private void restore(String name) {
        Resource before = running.get(name);
        try {
            stop(name);
            if (before != null) {
                PluginHelper.getRoutesLoader(context).updateRoutes(List.of(before));
            }
        } catch (Exception e) {
            LOG.error("routes/{}: the version before it cannot run either: {}", name, RouteSentences.of(e));
        }
    }

    private void refuse(Resource file, List<Finding> findings) {
        String name = RouteFiles.nameOf(file);
        List<Finding> told = findings.stream()
                .map(f -> f.sentence().startsWith("no setting")
                        ? new Finding(
                                f.where(), f.sentence() + "; after setting it, have the settings read again: SIGHUP")
                        : f)
                .toList();
        state.refused("routes/" + name, told);
        if (!told.equals(refused.put(name, told))) {
            String then = running.containsKey(name) ? "the version before it goes on" : "this file is skipped";
            told.forEach(f -> LOG.error("{}; {}", f, then));
        }
    }

    private Set<String> stop(String name) {
        Set<String> ids = new LinkedHashSet<>();
        for (RouteDefinition route : List.copyOf(model().getRouteDefinitions())) {
            if (route.getResource() != null
                    && RouteFiles.nameOf(route.getResource()).equals(name)) {
                ids.add(route.getRouteId());
            }
        }
        ids.forEach(this::stopRoute);
        return ids;
    }

    private void stopRoute(String id) {
        try {
            context.getRouteController().stopRoute(id, RESTART_SECONDS, TimeUnit.SECONDS);
            context.removeRoute(id);
            // the definition, too: a route that could not be started has one without a route
            RouteDefinition left = model().getRouteDefinition(id);
            if (left != null) {
                model().removeRouteDefinition(left);
            }
        } catch (Exception e) {
            LOG.error("route {} cannot be stopped: {}", id, RouteSentences.of(e));
        }
    }

    private ModelCamelContext model() {
        return (ModelCamelContext) context;
    }

    /** What was read is what is tried and taken: the editor may be writing again. */
    private static Resource read(Resource file) {
        return ResourceHelper.fromString(file.getLocation(), RouteFiles.readable(file));
    }
}
