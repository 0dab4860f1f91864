package io.github.homeexporter.obis;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.obis.telegram.Telegram;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.annotations.Dataformat;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Makes JSON that {@code samples:} takes of a meter's telegram, SML or text: {@code unmarshal: {custom: {ref: obis}}} in a route,
 * whatever brought the bytes.
 */
@Dataformat("obis")
public class ObisDataFormat extends ServiceSupport implements DataFormat {
    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
        return Json.write(Telegram.read(stream.readAllBytes()));
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException("obis reads what a meter says; it writes nothing");
    }
}
