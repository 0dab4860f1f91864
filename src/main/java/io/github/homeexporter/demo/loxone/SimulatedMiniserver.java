package io.github.homeexporter.demo.loxone;

import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Miniserver that is not there: HTTP and WebSocket on a free port of 127.0.0.1, real framing, both logins. */
public final class SimulatedMiniserver extends LoopbackDevice {
    /** Seconds since 2009: the year 2045. */
    static final long VALID_UNTIL = 1_150_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedMiniserver.class);

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<MiniserverSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostSessions = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger failedLogins = new AtomicInteger();
    private final AtomicInteger tokenNumber = new AtomicInteger();
    private ScheduledExecutorService life;
    private Future<?> living;
    private volatile MiniserverHouse house;
    private volatile Set<MiniserverFault> faults = Set.of();
    volatile String firmware = "15.1.3.26";
    private volatile String password = "demo";
    volatile int httpsStatus;
    volatile Duration answerDelay = Duration.ZERO;
    volatile Duration handshakeDelay = Duration.ZERO;
    private volatile int blockedFor = 38;

    public SimulatedMiniserver(MiniserverHouse house) throws IOException {
        this(house, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** @param socket bound; may speak TLS */
    public SimulatedMiniserver(MiniserverHouse house, ServerSocket socket) {
        this.house = house;
        serve(new LoopbackServer("miniserver", socket, peer -> new MiniserverSession(this, peer).run()));
    }

    /** From now on, instead of those before. */
    public SimulatedMiniserver faults(MiniserverFault... now) {
        faults = Set.copyOf(List.of(now));
        return this;
    }

    public SimulatedMiniserver firmware(String version) {
        firmware = version;
        return this;
    }

    public SimulatedMiniserver password(String wanted) {
        password = wanted;
        return this;
    }

    /** @param status 1: TLS is usable, 2: its certificate has expired */
    public SimulatedMiniserver httpsStatus(int status) {
        httpsStatus = status;
        return this;
    }

    public SimulatedMiniserver answerDelay(Duration delay) {
        answerDelay = delay;
        return this;
    }

    public SimulatedMiniserver handshakeDelay(Duration delay) {
        handshakeDelay = delay;
        return this;
    }

    /** @param seconds that the page of a block names */
    public SimulatedMiniserver blockedFor(int seconds) {
        blockedFor = seconds;
        return this;
    }

    public void house(MiniserverHouse next) {
        house = next;
    }

    public MiniserverHouse house() {
        return house;
    }

    /** Values move and are sent, as they do in a house. */
    public SimulatedMiniserver alive(Duration every) {
        life = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "miniserver-life");
            thread.setDaemon(true);
            return thread;
        });
        living = life.scheduleAtFixedRate(
                () -> send(MiniserverWire.frames(MiniserverWire.VALUES, house.values())),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** To everyone who has subscribed: frames as {@link MiniserverWire#frames} makes them, or worse. */
    public void send(byte[] frames) {
        each(session -> {
            if (session.isSubscribed() && !is(MiniserverFault.HALF_OPEN)) {
                session.frames(frames);
            }
        });
    }

    /** Ends all WebSockets with a close frame. */
    public void closeAll(int status) {
        each(session -> session.peer().sendClose(status));
    }

    /** Ends all WebSockets with a reset. */
    public void resetAll() {
        each(session -> session.peer().reset());
    }

    /** Ends all WebSockets without a word. */
    public void dropAll() {
        each(session -> session.peer().close());
    }

    private interface Task {
        void of(MiniserverSession session) throws IOException;
    }

    private void each(Task task) {
        for (MiniserverSession session : sessions) {
            try {
                task.of(session);
            } catch (IOException e) {
                LOG.debug("a client has left: {}", e.getMessage());
            }
        }
    }

    /** Paths asked by HTTP and verbs of commands, of all connections, in order. */
    public List<String> commands() {
        return commands;
    }

    /** The status of each close the clients sent. */
    public List<Integer> closes() {
        return closes;
    }

    /** Tokens given out and not given back. */
    public Set<String> tokens() {
        return tokens;
    }

    /** WebSockets open or being opened. */
    public int webSockets() {
        return sessions.size();
    }

    /** The most WebSockets there were at the same time. */
    public int mostWebSockets() {
        return mostSessions.get();
    }

    /** WebSockets opened so far. */
    public int openedWebSockets() {
        return opened.get();
    }

    public int subscribers() {
        return (int) sessions.stream().filter(MiniserverSession::isSubscribed).count();
    }

    public int failedLogins() {
        return failedLogins.get();
    }

    public String user() {
        return "demo@home";
    }

    public String password() {
        return password;
    }

    boolean is(MiniserverFault fault) {
        return faults.contains(fault);
    }

    String blockPage() {
        return "<html><body>temporarily blocked, too many failed login attempts <remaining>" + blockedFor
                + "</remaining></body></html>";
    }

    String newToken() {
        String token = "token-" + tokenNumber.incrementAndGet();
        tokens.add(token);
        return token;
    }

    void loginFailed() {
        failedLogins.incrementAndGet();
    }

    void opened() {
        opened.incrementAndGet();
    }

    void arrived(MiniserverSession session) {
        sessions.add(session);
        mostSessions.accumulateAndGet(sessions.size(), Math::max);
    }

    void left(MiniserverSession session) {
        sessions.remove(session);
    }

    @Override
    public void close() throws IOException {
        if (life != null) {
            living.cancel(false);
            life.shutdownNow();
        }
        super.close();
    }

    /** What a simulated Miniserver can do besides behaving; those that say nothing of firmware are misbehaviour. */
    public enum MiniserverFault {
        /** Firmware: does not know {@code jdev/cfg/apiKey}. */
        NO_API_KEY,
        /** Firmware: {@code getjwt} is an unknown command. */
        NO_WEB_TOKENS,
        /** Firmware: names no hash algorithm, which means SHA-1. */
        SHA1,
        /** The user may not see how devices and the Miniserver itself are. */
        NO_ADMIN,
        /** Every header comes twice, first with an estimated length and flag 0x80. */
        ESTIMATES_0X80,
        /** The same with flag 0x01. */
        ESTIMATES_0X01,
        /** A value table before every answer. */
        TABLE_FIRST,
        /** Accepts HTTP requests and never answers. */
        SILENT_HTTP,
        /** Accepts the request for a WebSocket and never answers. */
        SILENT_HANDSHAKE,
        /** Answers everything with HTTP 503, as while restarting. */
        RESTARTING,
        /** Answers HTTP with the page that says how long this address is blocked. */
        BLOCKED_PAGE,
        /** Closes with 4003 right after opening. */
        BLOCKED_CLOSE,
        /** Closes with 4008: no free connection. */
        NO_SLOT,
        /** Opens the WebSocket and says nothing more. */
        MUTE,
        /** Takes keep-alives and does not answer them. */
        NO_KEEPALIVE,
        /** No longer reads. */
        HALF_OPEN,
        /** Never answers a close. */
        IGNORE_CLOSE
    }
}
