package io.github.homeexporter.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code select:}: something that people choose, at Home Assistant for one. */
@Component("select")
public class SelectComponent extends DefaultComponent {
    private final Selects selects = new Selects();

    /** Those of all routes. */
    public static Selects selects(CamelContext context) {
        return context.getComponent("select", SelectComponent.class).selects;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SelectEndpoint endpoint = new SelectEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** What routes let people choose, and what is in force. Told by routes, read by each connection to a broker. */
    public static final class Selects {
        /**
         * One thing to choose.
         *
         * @param key its id, {@code sgready}
         * @param topic begins its two topics
         * @param device of the store whose entity it is, empty for none
         * @param options what may be chosen
         * @param wishes takes what somebody chose, whatever it is, and comes back at once
         */
        public record Select(
                String key,
                String topic,
                String name,
                String icon,
                String device,
                List<String> options,
                Consumer<String> wishes) {
            /** Where wishes come. */
            public String commands() {
                return topic + "/set";
            }

            /** Where the word in force stands. */
            public String states() {
                return topic + "/state";
            }
        }

        private final Map<String, Select> offered = new LinkedHashMap<>();
        private final Map<String, String> chosen = new LinkedHashMap<>();

        synchronized void offer(Select select) {
            offered.put(select.key(), select);
        }

        synchronized void withdraw(String key) {
            offered.remove(key);
            chosen.remove(key);
        }

        /** @param state empty while it is not known; of a select that nobody offers it is dropped */
        synchronized void say(String key, String state) {
            if (offered.containsKey(key) && !state.isEmpty()) {
                chosen.put(key, state);
            }
        }

        public synchronized List<Select> offered() {
            return new ArrayList<>(offered.values());
        }

        /** Empty while it is not known. */
        public synchronized String chosen(String key) {
            return chosen.getOrDefault(key, "");
        }
    }
}
