package io.github.homeexporter.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.spi.Resource;

/** Reads route files as UTF-8 in every locale; Camel's own loader takes the locale's characters on Java 17 (4.17). */
public final class Utf8Routes extends YamlRoutesBuilderLoader {
    private Utf8Routes() {}

    /** Before the first route file is loaded. */
    public static void load(CamelContext context) {
        if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
            Utf8Routes loader = new Utf8Routes();
            loader.setCamelContext(context);
            context.getRegistry().bind("utf8Routes", loader);
        }
    }

    @Override
    protected InputStream resourceInputStream(Resource resource) throws IOException {
        return resource.getInputStream();
    }
}
