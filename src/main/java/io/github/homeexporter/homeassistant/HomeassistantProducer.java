package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.select.SelectComponent;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Takes hints which series changed; never waits for the broker. */
class HomeassistantProducer extends DefaultProducer {
    private final BrokerLink worker;

    HomeassistantProducer(HomeassistantEndpoint endpoint, MqttOptions options) {
        super(endpoint);
        this.worker = new BrokerLink(
                options,
                SamplesComponent.store(endpoint.getCamelContext()),
                SelectComponent.selects(endpoint.getCamelContext()),
                TlsFiles.read(options.tls()));
    }

    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Changes changes)) {
            throw new IllegalArgumentException(
                    "homeassistant: takes what from: samples:changes gives; a batch goes to samples: first");
        }
        if (exchange.getFromEndpoint() instanceof SedaEndpoint queue) {
            worker.behind(queue::getCurrentQueueSize);
        }
        worker.changed(changes);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        worker.start();
        component().link(worker);
    }

    @Override
    protected void doStop() throws Exception {
        component().link(null);
        worker.stop();
        super.doStop();
    }

    private HomeassistantComponent component() {
        return (HomeassistantComponent) getEndpoint().getComponent();
    }
}
