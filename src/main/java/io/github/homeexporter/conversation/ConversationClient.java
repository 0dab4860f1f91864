package io.github.homeexporter.conversation;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;

/** What all conversations of an application share: one HTTP client, one event loop, their workers, one timer. No device has a thread of its own. */
final class ConversationClient extends ServiceSupport {
    private final CamelContext context;
    private ExecutorService workers;
    private ScheduledExecutorService timer;
    private HttpClient http;
    private EventLoopGroup loops;

    private ConversationClient(CamelContext context) {
        this.context = context;
    }

    /** The one of this application, made and started when it is first asked for. */
    static ConversationClient of(CamelContext context) throws Exception {
        synchronized (ConversationClient.class) {
            ConversationClient client = context.hasService(ConversationClient.class);
            if (client == null) {
                client = new ConversationClient(context);
                context.addService(client, true, true);
            }
            return client;
        }
    }

    @Override
    protected void doStart() throws Exception {
        workers = context.getExecutorServiceManager().newCachedThreadPool(this, "conversation");
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "conversation-timer");
        loops = new NioEventLoopGroup(
                1,
                new CamelThreadFactory(
                        context.getExecutorServiceManager().getThreadNamePattern(), "conversation-io", true));
        // devices stand in the house: a proxy for the web would only be in the way
        http = HttpClient.newBuilder()
                .executor(workers)
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(Timing.DEFAULT.connectWithin())
                .build();
    }

    @Override
    protected void doStop() throws Exception {
        // at once: whoever had something to say has said it
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(2, TimeUnit.SECONDS);
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownNow(workers);
    }

    HttpClient http() {
        return http;
    }

    /** What WebSockets are read and written on. */
    EventLoopGroup loops() {
        return loops;
    }

    ExecutorService workers() {
        return workers;
    }

    /** On a worker, after a while. */
    ScheduledFuture<?> after(Duration wait, Runnable task) {
        return timer.schedule(() -> onWorker(task), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On the timer's own thread, again and again: the task must be short. */
    ScheduledFuture<?> every(Duration period, Runnable task) {
        return timer.scheduleAtFixedRate(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onWorker(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // the application is ending; nobody waits for the task any more
            return;
        }
    }
}
