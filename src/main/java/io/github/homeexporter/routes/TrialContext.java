package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Settings;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.cluster.AbstractCamelClusterService;

/**
 * A context that routes are built in and thrown away with: it knows what the living one knows, and starts nothing. The
 * registry is wrapped, never shared: sharing it breaks platform-http routes.
 */
final class TrialContext extends DefaultCamelContext {
    private static final String BEANS = "camel.beans.";

    TrialContext(CamelContext live) throws Exception {
        super(false);
        disableJMX();
        setAutoStartup(false);
        setLoadHealthChecks(false);
        setClassResolver(live.getClassResolver());
        ExtendedCamelContext extension = getCamelContextExtension();
        extension.setRegistry(new DefaultRegistry(live.getRegistry()));
        extension.setBootstrapFactoryFinder(live.getCamelContextExtension().getBootstrapFactoryFinder());
        extension.addContextPlugin(FactoryFinderResolver.class, new LiveFactories(live.getCamelContextExtension()));
        build();
        Settings.variablesLast(this);
        getPropertiesComponent().addPropertiesSource(new LiveProperties(live));
        // camel.beans.lock=#class:org.apache…ClusterService
        Properties beans = live.getPropertiesComponent().loadProperties(key -> key.startsWith(BEANS));
        if (beans.values().stream().anyMatch(bean -> bean.toString().matches("#class:.*ClusterService"))) {
            addService(new TrialCluster());
        }
    }

    /** Stands in for the cluster service that {@code master:} wants to find when a route is only built: locks nothing. */
    private static final class TrialCluster extends AbstractCamelClusterService<CamelClusterView> {
        @Override
        protected CamelClusterView createView(String namespace) {
            throw new UnsupportedOperationException("nothing is started in a trial");
        }
    }

    /** What a name of Camel's stands for is looked for in every jar; the living one has found it, or that it is not there. */
    private record LiveFactories(ExtendedCamelContext live) implements FactoryFinderResolver {
        @Override
        public FactoryFinder resolveFactoryFinder(ClassResolver classes, String path) {
            return live.getFactoryFinder(path);
        }

        @Override
        public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classes, String path) {
            return live.getBootstrapFactoryFinder(path);
        }
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
