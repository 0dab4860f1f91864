package io.github.homeexporter.routes;

import io.github.homeexporter.poll.Bounds;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.support.service.ServiceHelper;

/**
 * One endpoint made in the context of a trial, and what its options are refused for.
 *
 * @param endpoint null when it cannot be had
 * @param lacksSetting whether that is for a setting that is not there
 */
record EndpointTrial(Endpoint endpoint, boolean lacksSetting) {
    private static final String OURS = "io.github.homeexporter.";
    private static final EndpointTrial REFUSED = new EndpointTrial(null, false);

    /**
     * Camel tells of the first option only that is not of its type; without that one the next shows itself. What is of its
     * type is judged by the endpoint.
     */
    static EndpointTrial of(CamelContext context, RouteFaults told, int line, String uri) {
        String rest = uri;
        for (Bounds.Fault fault : NumberOptions.wrong(context, uri)) {
            told.option(line, uri, fault);
            rest = RouteFaults.without(rest, fault.option());
        }
        StartOptions.wrong(context, uri).forEach(fault -> told.option(line, uri, fault));
        while (true) {
            try {
                Endpoint endpoint = context.getEndpoint(rest);
                if (endpoint.getClass().getName().startsWith(OURS)) {
                    ServiceHelper.initService(endpoint);
                }
                return new EndpointTrial(endpoint, false);
            } catch (Exception e) {
                if (RouteSentences.isMissingSetting(e)) {
                    return new EndpointTrial(null, true);
                }
                if (thrown(e, Bounds.OutOfBounds.class) instanceof Bounds.OutOfBounds out) {
                    out.faults().forEach(fault -> told.option(line, uri, fault));
                    return REFUSED;
                }
                String without = thrown(e, PropertyBindingException.class) instanceof PropertyBindingException unbound
                        ? unbound(context, told, line, uri, rest, unbound)
                        : rest;
                if (without.equals(rest)) {
                    told.add(RouteSentences.near(line), RouteSentences.of(e));
                    return REFUSED;
                }
                rest = without;
            }
        }
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
}
