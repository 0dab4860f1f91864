package io.github.homeexporter.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;

/**
 * A context of a test: which of Camel's parts there are, the first in this process has found out. To look for each of them in two
 * hundred jars takes longer than most tests.
 */
public final class QuickContext extends DefaultCamelContext {
    private static final ClassResolver CLASSES = new DefaultClassResolver();
    private static final Map<String, FactoryFinder> FOUND = new ConcurrentHashMap<>();

    public QuickContext() {
        super(false);
        ExtendedCamelContext extension = getCamelContextExtension();
        extension.addContextPlugin(FactoryFinderResolver.class, new FoundFactories());
        extension.setBootstrapFactoryFinder(new FoundFactories().resolveBootstrapFactoryFinder(CLASSES));
        build();
    }

    private record FoundFactories() implements FactoryFinderResolver {
        @Override
        public FactoryFinder resolveFactoryFinder(ClassResolver classes, String path) {
            return FOUND.computeIfAbsent(path, each -> new DefaultFactoryFinder(CLASSES, each));
        }

        @Override
        public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classes, String path) {
            return resolveFactoryFinder(classes, path);
        }
    }
}
