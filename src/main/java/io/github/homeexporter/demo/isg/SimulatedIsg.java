package io.github.homeexporter.demo.isg;

import java.io.Closeable;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An Internet Service Gateway that is not there: its web pages on a free port of 127.0.0.1. */
public final class SimulatedIsg implements Closeable {

    /** What the web server of a simulated ISG can do wrong with a page. */
    public enum IsgQuirk {
        /** Status 500. */
        FAILS,
        /** No answer at all for half a minute. */
        SILENT,
        /** A byte now and then, for half a minute. */
        DRIPS,
        /** Closes the connection instead of answering. */
        HANGS_UP,
        /** Promises a whole page and closes after half of it. */
        CUTS_OFF,
        /** A page that stops in the middle, with the length of what there is. */
        TRUNCATED,
        /** A body without a byte. */
        EMPTY,
        /** A page without a table. */
        NO_TABLES,
        /** Tables without a line. */
        NO_ROWS,
        /** The login page, whatever the session. */
        LOGIN_PAGE,
        /** Another address, on another host. */
        REDIRECTS,
        /** Something that is no page. */
        NO_PAGE
    }

    /**
     * A table on a page of a simulated ISG.
     *
     * @param section its head
     */
    public record IsgTable(String section, List<Line> lines) {
        /** The icon of a line that is on. */
        public static final String ON = "symbol_an.png";

        /** One line: a text, or an icon's file name. */
        public record Line(String label, String text, String icon) {}

        public static IsgTable of(String section) {
            return new IsgTable(section, new ArrayList<>());
        }

        public IsgTable with(String label, String text) {
            lines.add(new Line(label, text, ""));
            return this;
        }

        /** A line with an icon instead of a value. */
        public IsgTable flag(String label, String icon) {
            lines.add(new Line(label, "", icon));
            return this;
        }
    }

    private final String language;
    private final MenuPages menu;
    private final long switchedOn = System.nanoTime();
    private final Map<String, List<IsgTable>> shown = new ConcurrentHashMap<>();
    private final Map<String, IsgQuirk> quirks = new ConcurrentHashMap<>();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger nextSession = new AtomicInteger(1000);
    private volatile String user = "";
    private volatile String password = "";
    private volatile boolean withoutMenu;
    private final IsgHttp server;

    /**
     * @param language de or en
     * @param port 0 for a free one
     */
    public SimulatedIsg(String language, int port) throws IOException {
        this.language = language;
        this.menu = new MenuPages(language);
        this.server = new IsgHttp(port, this::answer);
    }

    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** From now on a login is asked for. */
    public SimulatedIsg login(String name, String secret) {
        user = name;
        password = secret;
        return this;
    }

    /** Forgets all sessions, as an ISG does after a while. */
    public void expire() {
        sessions.clear();
    }

    /** From now on a page shows these tables and the navigation leads to such pages only. */
    public SimulatedIsg show(String page, IsgTable... tables) {
        withoutMenu = true;
        shown.put(page, List.of(tables));
        return this;
    }

    /** From now on something is wrong with a page; null when it is not. */
    public SimulatedIsg quirk(String page, IsgQuirk quirk) {
        if (quirk == null) {
            quirks.remove(page);
        } else {
            quirks.put(page, quirk);
        }
        return this;
    }

    /** Closes connections that are idle for so long. */
    public SimulatedIsg idle(Duration longest) {
        server.idle(longest);
        return this;
    }

    /** Method and page of every request, in order: {@code GET 1,0}. */
    public List<String> requests() {
        return requests;
    }

    /** Logins with right credentials. */
    public int logins() {
        return logins.get();
    }

    /** Sessions that are logged in. */
    public int sessions() {
        return sessions.size();
    }

    /** Connections open now. */
    public int open() {
        return server.server().open();
    }

    /** Connections so far. */
    public int connections() {
        return server.server().accepted();
    }

    private IsgHttp.Answer answer(IsgHttp.Request request) {
        String page = request.target().replaceFirst("^[^?]*\\?s=", "");
        requests.add(request.method() + " " + page);
        IsgQuirk quirk = quirks.get(page);
        String cookie = request.cookie().replaceFirst("^.*PHPSESSID=(\\w+).*$", "$1");
        String fresh = cookie.isEmpty() ? "s" + nextSession.incrementAndGet() : "";
        String session = cookie.isEmpty() ? fresh : cookie;
        if (request.method().equals("POST")) {
            form(session, fields(request.body()));
        }
        boolean in = user.isEmpty() || sessions.contains(session);
        boolean loginPage = !in || quirk == IsgQuirk.LOGIN_PAGE;
        String body = loginPage ? MenuPages.login(language) : html(page, quirk);
        return new IsgHttp.Answer(loginPage ? null : quirk, fresh, body);
    }

    private void form(String session, Map<String, String> fields) {
        if (fields.containsKey("logout")) {
            sessions.remove(session);
        } else if (user.equals(fields.get("user")) && password.equals(fields.get("pass"))) {
            logins.incrementAndGet();
            sessions.add(session);
        }
    }

    private String html(String page, IsgQuirk quirk) {
        double seconds = (System.nanoTime() - switchedOn) / 1e9;
        List<IsgTable> tables = withoutMenu ? shown.getOrDefault(page, List.of()) : menu.tables(page, seconds);
        if (quirk == IsgQuirk.NO_TABLES) {
            tables = List.of();
        } else if (quirk == IsgQuirk.NO_ROWS) {
            tables = tables.stream().map(t -> IsgTable.of(t.section())).toList();
        }
        return MenuPages.page(language, user, navigation(), tables);
    }

    private Map<String, String> navigation() {
        if (!withoutMenu) {
            return menu.navigation();
        }
        Map<String, String> all = new LinkedHashMap<>();
        shown.keySet().stream().sorted().forEach(page -> all.put(page, "PAGE " + page));
        return all;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
