package io.github.homeexporter.isg;

import io.github.homeexporter.isg.IsgPages.PagePlan;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.RowReadings.RowOptions;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How an ISG is read. */
@UriParams
public class IsgOptions {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Name of the device, in the label device of its series when it is not isg. Default: the id of the route, and isg for the shipped one. */
    @UriParam
    private String name;

    /** User of the web pages, for an ISG that asks for a login. */
    @UriParam(label = "security")
    private String user;

    /** Password of the web pages. */
    @UriParam(label = "security", secret = true)
    private String password;

    /** How often all pages are read, as 60s, 2m or bare seconds; 1s to 1h. The first round begins at once. */
    @UriParam(defaultValue = "60s")
    private String interval = "60s";

    /** How long one page may take, from connecting to its last byte. */
    @UriParam(defaultValue = "15s")
    private String timeout = "15s";

    /** How long no login is tried after one was refused; doubles with every further refusal, up to an hour. */
    @UriParam(defaultValue = "5m")
    private String loginPause = "5m";

    /** auto reads all information and diagnosis pages of the ISG's own navigation; or page numbers as in the address (?s=1,0), separated by blanks or semicolons: 1,0 1,1 2,0. */
    @UriParam(defaultValue = "auto")
    private String pages = "auto";

    /** After how many rounds a new session is forced; 0 for never, since an expired session is noticed by itself. */
    @UriParam(defaultValue = "0")
    private int rollover = 0;

    /** Whether every legacy name begins with its section: isg_heizung_volumenstrom. Names that stand in several sections always have it as well. */
    @UriParam(defaultValue = "false")
    private boolean sectionPrefix = false;

    /** Whether values of the second heating circuit (HK2, HK 2, HC 2) are left out. */
    @UriParam(defaultValue = "false")
    private boolean skipCircuit2 = false;

    /** Names of the replaced exporter (LEGACY), names with base units (STANDARD), or both. */
    @UriParam(defaultValue = "LEGACY")
    private Naming naming = Naming.LEGACY;

    private IsgAddress address;
    private Duration judgedInterval;
    private Duration judgedTimeout;
    private Duration judgedLoginPause;

    void judge(Bounds bounds, String at) {
        address = bounds.parsed("address", () -> IsgAddress.parse(at));
        judgedInterval = bounds.duration("interval", interval, SHORTEST, LONGEST);
        judgedTimeout = bounds.duration("timeout", timeout, SHORTEST, LONGEST);
        judgedLoginPause = bounds.duration("loginPause", loginPause, SHORTEST, LONGEST);
        bounds.parsed("pages", () -> new PagePlan(pages));
        if (rollover < 0) {
            bounds.refuse("rollover", rollover, "0 for never, or a number of rounds");
        }
    }

    IsgAddress address() {
        return address;
    }

    /** Empty for the one that follows from the route. */
    String name() {
        return name == null ? "" : name;
    }

    String user() {
        return user == null ? "" : user;
    }

    String password() {
        return password == null ? "" : password;
    }

    /** Between the beginnings of two rounds. */
    Duration interval() {
        return judgedInterval;
    }

    /** For a whole page. */
    Duration timeout() {
        return judgedTimeout;
    }

    /** After a refused login; doubles up to an hour. */
    Duration loginPause() {
        return judgedLoginPause;
    }

    RowOptions rows() {
        return new RowOptions(sectionPrefix, skipCircuit2, naming.legacy());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public String getLoginPause() {
        return loginPause;
    }

    public void setLoginPause(String loginPause) {
        this.loginPause = loginPause;
    }

    public String getPages() {
        return pages;
    }

    public void setPages(String pages) {
        this.pages = pages;
    }

    public int getRollover() {
        return rollover;
    }

    public void setRollover(int rollover) {
        this.rollover = rollover;
    }

    public boolean isSectionPrefix() {
        return sectionPrefix;
    }

    public void setSectionPrefix(boolean sectionPrefix) {
        this.sectionPrefix = sectionPrefix;
    }

    public boolean isSkipCircuit2() {
        return skipCircuit2;
    }

    public void setSkipCircuit2(boolean skipCircuit2) {
        this.skipCircuit2 = skipCircuit2;
    }

    public Naming getNaming() {
        return naming;
    }

    public void setNaming(Naming naming) {
        this.naming = naming;
    }

    /**
     * Where the pages of an ISG are.
     *
     * @param base the address up to the question mark, always with a path: {@code http://isg/}
     */
    record IsgAddress(String base, String host) {
        private static final Pattern FORM = Pattern.compile(
                "(?:(?<scheme>https?)://)?(?<at>[^/]+)(?<path>/[A-Za-z0-9._~/-]*)?", Pattern.CASE_INSENSITIVE);
        private static final int NO_PORT = 0;

        /** @throws IllegalArgumentException saying what is allowed; a password in the address is never repeated */
        static IsgAddress parse(String text) {
            Matcher m = FORM.matcher(text.strip());
            Optional<HostPort> at = m.matches() ? HostPort.of(m.group("at"), NO_PORT) : Optional.empty();
            if (at.isEmpty()) {
                String shown = text.contains("@") ? "it holds an @" : "\"" + text + "\"";
                throw new IllegalArgumentException("address of the ISG (isg.url): " + shown
                        + "; allowed: http://192.0.2.10, http://isg.example:8080/ or a bare host name;"
                        + " user and password belong into isg.user and isg.password");
            }
            String scheme =
                    m.group("scheme") == null ? "http" : m.group("scheme").toLowerCase(Locale.ROOT);
            String host = at.get().host();
            String authority = at.get().port() == NO_PORT ? host : at.get().toString();
            return new IsgAddress(scheme + "://" + authority + (m.group("path") == null ? "/" : m.group("path")), host);
        }

        /** The address of one page. */
        String of(PageId page) {
            return base + "?s=" + page;
        }

        @Override
        public String toString() {
            return base;
        }
    }
}
