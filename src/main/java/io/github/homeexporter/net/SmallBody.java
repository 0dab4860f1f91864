package io.github.homeexporter.net;

import io.github.homeexporter.net.Fault.FaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The body of a short answer; a longer one is not read on and fails the exchange with an {@link IOException}. */
public final class SmallBody implements BodySubscriber<byte[]> {
    private final int longest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription subscription;

    private SmallBody(int longest) {
        this.longest = longest;
    }

    /** @param longest in bytes */
    public static BodyHandler<byte[]> bytes(int longest) {
        return head -> new SmallBody(longest);
    }

    /**
     * As UTF-8.
     *
     * @param longest in bytes
     */
    public static BodyHandler<String> text(int longest) {
        return head ->
                BodySubscribers.mapping(new SmallBody(longest), read -> new String(read, StandardCharsets.UTF_8));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (bytes.size() + part.remaining() > longest) {
                subscription.cancel();
                Fault oversized = new Fault("oversized", "the answer is longer than " + longest + " bytes");
                body.completeExceptionally(new IOException(oversized.sentence(), new FaultException(oversized)));
                return;
            }
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        }
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
