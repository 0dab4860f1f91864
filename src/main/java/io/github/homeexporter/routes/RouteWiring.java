package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.util.URISupport;

/** How routes hang together: what only shows when they are looked at beside each other, and that Camel starts all the same. */
public final class RouteWiring {
    private static final Set<String> INSIDE = Set.of("direct", "seda", "mutate", "log", "mock");
    /** A step that may send anywhere. */
    private static final Set<String> ANYWHERE = Set.of("toD", "recipientList", "routingSlip", "dynamicRouter", "bean");

    /** Steps whose expression names endpoints. */
    private static final Set<String> LISTS = Set.of("recipientList", "routingSlip", "enrich");

    private static final Pattern INNER = Pattern.compile("^(direct|seda):(?://)?([^?]+)");
    private static final Pattern INNER_OPTION = Pattern.compile("=((?:direct|seda)(?::|%3A)[^&]+)");
    private final CamelContext context;
    private final List<Wired> all = new ArrayList<>();
    /** What steps take messages from. */
    private final Set<String> polled = new LinkedHashSet<>();

    enum Standing {
        RUNS,
        /** Its file is refused for itself: what leads to it is there as soon as it is mended, and nobody is blamed for it. */
        REFUSED,
        /** Nothing leads to it, but what it leads to itself is looked at: it is to work on the day it is switched on. */
        OFF
    }

    /** @param uris of its steps, with the line each stands near */
    private record Wired(
            String file,
            String id,
            int line,
            String from,
            Map<String, Integer> uris,
            boolean dynamic,
            Standing standing) {
        String where() {
            return file + RouteSentences.near(line);
        }
    }

    RouteWiring(CamelContext context) {
        this.context = context;
    }

    void add(String file, RouteDefinition route, Standing standing) {
        Map<String, Integer> uris = new LinkedHashMap<>();
        boolean[] dynamic = new boolean[1];
        route.getOutputs().forEach(step -> collect(step, uris, dynamic));
        all.add(new Wired(
                file,
                RouteIds.told(file, route),
                route.getInput().getLineNumber(),
                resolved(route.getInput().getEndpointUri()),
                uris,
                dynamic[0],
                standing));
    }

    private void collect(ProcessorDefinition<?> step, Map<String, Integer> uris, boolean[] dynamic) {
        List<String> fixed = uris(step);
        fixed.forEach(uri -> uris.putIfAbsent(resolved(uri), step.getLineNumber()));
        dynamic[0] |=
                fixed.isEmpty() && (step instanceof ToDynamicDefinition || ANYWHERE.contains(step.getShortName()));
        if (step instanceof PollEnrichDefinition poll && poll.getExpression() instanceof ConstantExpression from) {
            polled.add(place(resolved(from.getExpression())));
        }
        within(step).forEach(inner -> collect(inner, uris, dynamic));
    }

    private static String place(String uri) {
        return uri.replaceFirst("[?].*$", "").replaceFirst("://", ":");
    }

    /** The endpoints that the step uses whatever the message is: those of a toD or of a list too, where no expression is in them. */
    static List<String> uris(ProcessorDefinition<?> step) {
        if (isToBeIgnored(step)) {
            return List.of();
        }
        if (step instanceof ToDynamicDefinition to) {
            return to.getUri() == null || to.getUri().contains("${") ? List.of() : List.of(to.getUri());
        }
        if (step instanceof ExpressionNode list && LISTS.contains(step.getShortName())) {
            return list.getExpression() instanceof ConstantExpression all
                    ? Stream.of(all.getExpression().split("\\s*,\\s*"))
                            .map(String::strip)
                            .toList()
                    : List.of();
        }
        return step instanceof EndpointRequiredDefinition to && to.getEndpointUri() != null
                ? List.of(to.getEndpointUri())
                : List.of();
    }

    /** Whether its author wants nothing said of endpoints that cannot be had. */
    private static boolean isToBeIgnored(ProcessorDefinition<?> step) {
        String ignore = step instanceof ToDynamicDefinition to
                ? to.getIgnoreInvalidEndpoint()
                : step instanceof EnrichDefinition enrich
                        ? enrich.getIgnoreInvalidEndpoint()
                        : step instanceof RecipientListDefinition<?> list
                                ? list.getIgnoreInvalidEndpoints()
                                : step instanceof RoutingSlipDefinition<?> slip
                                        ? slip.getIgnoreInvalidEndpoints()
                                        : null;
        return Boolean.parseBoolean(ignore);
    }

    /** The steps in a step, those of the catches of a doTry and of a circuit breaker's fallback too. */
    static Set<ProcessorDefinition<?>> within(ProcessorDefinition<?> step) {
        Set<ProcessorDefinition<?>> all = new LinkedHashSet<>(step.getOutputs());
        if (step instanceof TryDefinition attempt) {
            all.addAll(attempt.getCatchClauses());
            Optional.ofNullable(attempt.getFinallyClause()).ifPresent(all::add);
        } else if (step instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
            all.addAll(breaker.getOnFallback().getOutputs());
        }
        return all;
    }

    private String resolved(String uri) {
        try {
            return context.resolvePropertyPlaceholders(uri);
        } catch (IllegalArgumentException e) {
            // a setting is missing: the trial of the endpoint says so
            return uri;
        }
    }

    /** What is wrong with the routes of these files; those of the others are only looked at. */
    List<Finding> findings(Collection<String> files) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Wired> sources = new LinkedHashMap<>();
        for (Wired route : all) {
            Wired first = null;
            for (String identity :
                    route.standing == Standing.RUNS ? RouteSource.identities(route.from) : List.<String>of()) {
                Wired same = sources.putIfAbsent(identity, route);
                first = first == null ? same : first;
            }
            if (first != null && (files.contains(route.file) || files.contains(first.file))) {
                boolean isLater = files.contains(route.file);
                Wired later = isLater ? route : first;
                Wired other = isLater ? first : route;
                findings.add(new Finding(
                        later.where(),
                        "from " + shown(later.from) + " is that of route " + other.id + " in " + other.file
                                + " as well; give the copy an address of its own"));
            }
        }
        all.stream().filter(route -> files.contains(route.file)).forEach(route -> findings.addAll(findings(route)));
        return findings;
    }

    private List<Finding> findings(Wired route) {
        List<Finding> findings = new ArrayList<>();
        route.uris.forEach((uri, line) -> targets(uri).stream()
                .filter(target -> consumers(target, route).isEmpty() && !polled.contains(target))
                .forEach(target -> findings.add(new Finding(
                        route.file + RouteSentences.near(line),
                        "route " + route.id + " sends to " + target + ", and no route has that in its from:"))));
        if (!findings.isEmpty() || route.dynamic || !RouteSource.isDevice(route.from)) {
            return findings;
        }
        Set<String> reached = reached(route);
        boolean stored =
                reached.stream().anyMatch(uri -> RouteSource.scheme(uri).equals("samples"));
        if (!stored && reached.stream().allMatch(uri -> INSIDE.contains(RouteSource.scheme(uri)))) {
            findings.add(new Finding(
                    route.where(),
                    "nothing takes the values of route " + route.id
                            + "; let it end with - to: { id: publish, uri: \"direct:publish\" }"));
        } else if (stored
                && RouteSource.isText(route.from)
                && reached.stream().noneMatch(uri -> RouteSource.scheme(uri).equals("mutate"))) {
            findings.add(new Finding(
                    route.where(),
                    "route " + route.id
                            + " publishes texts; put a step mutate: with a rules file before direct:publish"));
        }
        return findings;
    }

    /** Whether the route's steps lead to the store, and no component of ours speaks with its device. */
    static boolean isDeviceInYaml(CamelContext context, Collection<RouteDefinition> running, RouteDefinition route) {
        RouteWiring wiring = new RouteWiring(context);
        wiring.add("", route, Standing.RUNS);
        Wired wired = wiring.all.get(0);
        running.forEach(other -> wiring.add("", other, Standing.RUNS));
        return !RouteSource.isDevice(wired.from)
                && !Set.of("direct", "platform-http", "rest", "samples").contains(RouteSource.scheme(wired.from))
                && wiring.reached(wired).stream().noneMatch(RouteSource::isDevice)
                && wiring.reached(wired).stream()
                        .anyMatch(uri -> RouteSource.scheme(uri).equals("samples"));
    }

    /** All that a message of the route comes by, through other routes as well. */
    private Set<String> reached(Wired route) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<Wired> next = new ArrayDeque<>(List.of(route));
        while (!next.isEmpty()) {
            for (String uri : next.remove().uris.keySet()) {
                if (reached.add(uri)) {
                    targets(uri).forEach(target -> next.addAll(consumers(target, route)));
                }
            }
        }
        return reached;
    }

    /** {@code direct:publish} of the URI itself and of its options, as {@code write=direct:…}. */
    private static Set<String> targets(String uri) {
        Set<String> targets = new LinkedHashSet<>();
        Matcher own = INNER.matcher(uri);
        if (own.find() && !uri.contains("failIfNoConsumers=false")) {
            targets.add(own.group(1) + ":" + own.group(2));
        }
        Matcher option = INNER_OPTION.matcher(uri);
        while (option.find()) {
            targets.add(option.group(1).replace("%3A", ":"));
        }
        return targets;
    }

    private List<Wired> consumers(String target, Wired sender) {
        return all.stream()
                .filter(route -> route.standing != Standing.OFF || sender.standing == Standing.OFF)
                .filter(route -> target.equals(place(route.from)))
                .toList();
    }

    private static String shown(String uri) {
        return URISupport.sanitizeUri(uri.replaceFirst("[?].*$", "")).replaceFirst("//[^/@]*@", "//");
    }
}
