package io.github.homeexporter.tapo;

import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugEar;
import io.github.homeexporter.tapo.wire.WireRequest;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** What one plug is asked and answers, before it is encrypted and after. */
record PlugFrames(String plug) implements PlugEar {
    private static final Frames FRAMES = Frames.of(TapoEndpoint.KIND);
    private static final Pattern OF_THE_MOMENT =
            Pattern.compile(",\"request_time_milis\":\\d+|,\"terminal_uuid\":\"[^\"]*\"");

    /** Without what is another in every question. */
    private static String lasting(String question) {
        return OF_THE_MOMENT.matcher(question).replaceAll("");
    }

    @Override
    public void asked(String json) {
        FRAMES.sent(plug, lasting(json));
    }

    @Override
    public String answered(String json) {
        FRAMES.received(plug, json);
        return json;
    }

    @Override
    public boolean plays() {
        return Frames.isReplay();
    }

    /** The plug's answer by the recording; a question that it never had is one to a plug that is not there. */
    static CompletableFuture<WireResponse> replayed(PlugAddress to, WireRequest request) {
        String question = new String(request.body(), StandardCharsets.UTF_8);
        return FRAMES.answer(to.toString(), lasting(question))
                .map(answer ->
                        CompletableFuture.completedFuture(new WireResponse(answer.getBytes(StandardCharsets.UTF_8))))
                .orElseGet(() -> CompletableFuture.failedFuture(new ConnectException("not in the recording")));
    }
}
