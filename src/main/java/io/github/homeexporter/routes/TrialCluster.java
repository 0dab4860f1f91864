package io.github.homeexporter.routes;

import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.support.cluster.AbstractCamelClusterService;

/** Stands in for the cluster service that {@code master:} wants to find when a route is only built: locks nothing. */
final class TrialCluster extends AbstractCamelClusterService<CamelClusterView> {
    private static final String BEANS = "camel.beans.";

    /** Whether the settings make a cluster service: {@code camel.beans.lock=#class:org.apache…ClusterService}. */
    static boolean isConfigured(CamelContext live) {
        Properties beans = live.getPropertiesComponent().loadProperties(key -> key.startsWith(BEANS));
        return beans.values().stream().anyMatch(bean -> bean.toString().matches("#class:.*ClusterService"));
    }

    @Override
    protected CamelClusterView createView(String namespace) {
        throw new UnsupportedOperationException("nothing is started in a trial");
    }
}
