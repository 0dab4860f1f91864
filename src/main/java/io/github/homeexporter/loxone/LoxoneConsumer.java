package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.ConversationConsumer;
import io.github.homeexporter.conversation.Timing;
import io.github.homeexporter.loxone.state.ExportScope;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;

/** Holds one Miniserver's connection; when its route goes for good, what the program says of the Miniserver goes too. */
final class LoxoneConsumer extends ConversationConsumer {
    private final LoxoneDial dial;

    LoxoneConsumer(Endpoint endpoint, Processor processor, LoxoneDial dial, Timing timing) {
        super(endpoint, processor, ExportScope.KIND, null, dial, timing);
        this.dial = dial;
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        dial.forget();
    }
}
