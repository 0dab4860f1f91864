package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** What its owner set wrong for a device that is off will be wrong when it is on; what is not set yet is no fault. */
public final class OffRoute {
    private static final Pattern COMPARISON = Pattern.compile("'\\{\\{([^:}]+)(?::[^}]*)?}}'\\s*(==|!=)\\s*'([^']*)'");

    private OffRoute() {}

    /** What {@code --check} says of routes that are off, for a program that runs; only files that somebody's settings stand for are built. */
    public static Set<Finding> findings(CamelContext live, Collection<Resource> files, Settings settings) {
        List<Resource> set = files.stream()
                .filter(file -> RouteFiles.keysIn(List.of(file)).stream().anyMatch(settings::isChanged))
                .toList();
        return set.isEmpty() ? Set.of() : RouteTrial.ofWhatIsOff(live, set);
    }

    /** @param context where its endpoints are tried */
    static List<Finding> findings(CamelContext context, CamelContext live, Resource file, RouteDefinition route) {
        Settings settings = live.getRegistry().findSingleByType(Settings.class);
        if (settings == null) {
            return List.of();
        }
        RouteFaults aside = new RouteFaults(file, settings);
        Set<String> uris = new LinkedHashSet<>(Set.of(route.getInput().getEndpointUri()));
        route.getOutputs().forEach(step -> collect(context, aside, step, uris));
        // no other has anything to tell
        uris.stream()
                .filter(uri -> RouteFiles.keysIn(RouteFaults.decoded(uri)).stream()
                        .flatMap(key -> settings.setting(key).stream())
                        .anyMatch(OffRoute::isSet))
                .forEach(uri -> EndpointTrial.of(context, aside, 0, uri));
        List<Finding> findings = new ArrayList<>(vainSwitch(settings, context, live, route.getPrecondition()));
        aside.findings().stream()
                .filter(finding -> settings.all().stream()
                        .anyMatch(setting -> setting.origin().equals(finding.where()) && isSet(setting)))
                .forEach(findings::add);
        return findings;
    }

    private static void collect(
            CamelContext context, RouteFaults aside, ProcessorDefinition<?> step, Set<String> uris) {
        uris.addAll(RouteWiring.uris(step));
        StepTrial.judge(context, aside, step, true);
        RouteWiring.within(step).forEach(inner -> collect(context, aside, inner, uris));
    }

    private static boolean isSet(Setting setting) {
        return !setting.value().isEmpty() && setting.source() != Setting.Source.DEFAULT;
    }

    /** What somebody switched on and what stays off without another setting; a switch that a route runs by is not in vain. */
    private static List<Finding> vainSwitch(
            Settings settings, CamelContext context, CamelContext live, String precondition) {
        List<String> running =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                        .map(RouteDefinition::getPrecondition)
                        .filter(one -> one != null && RouteFiles.isOn(live, one))
                        .toList();
        return vainSwitch(precondition, settings::get)
                .filter(settings::isChanged)
                .filter(key -> running.stream().noneMatch(one -> one.contains("{{" + key + "}}")))
                .flatMap(settings::setting)
                .map(on -> new Finding(on.origin(), on.key() + " has no effect: " + why(precondition, settings::get)))
                .stream()
                .toList();
    }

    /** A switch that stands on and switches nothing, since the route needs more than it; none of a route that needs only one thing of several. */
    static Optional<String> vainSwitch(String precondition, Function<String, String> settings) {
        if (precondition.contains("||")) {
            return Optional.empty();
        }
        return COMPARISON
                .matcher(precondition)
                .results()
                .filter(c -> c.group(2).equals("==") && c.group(3).equals("true"))
                .map(c -> c.group(1))
                .filter(key -> settings.apply(key).equals("true"))
                .findFirst();
    }

    static String why(RouteDefinition route, CamelContext live) {
        return why(
                route.getPrecondition(),
                key -> live.getPropertiesComponent().resolveProperty(key).orElse(""));
    }

    /**
     * Why a route is off: of its precondition the comparisons that do not hold, as a person would say them.
     *
     * @param settings the value of a key; empty when it is not set
     */
    static String why(String precondition, Function<String, String> settings) {
        List<String> reasons = new ArrayList<>();
        Matcher comparison = COMPARISON.matcher(precondition);
        while (comparison.find()) {
            String key = comparison.group(1);
            String value = settings.apply(key);
            if (comparison.group(2).equals("==") != value.equals(comparison.group(3))) {
                reasons.add(key + (value.isEmpty() ? " is not set" : " is " + value));
            }
        }
        return reasons.isEmpty() ? "its precondition is not true" : String.join(", ", reasons);
    }
}
