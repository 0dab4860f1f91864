package io.github.homeexporter.isg;

import io.github.homeexporter.sample.Naming;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Read the web pages of a Stiebel Eltron Internet Service Gateway (ISG).
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "isg",
        title = "Stiebel Eltron ISG",
        syntax = "isg:address",
        consumerOnly = true,
        category = {Category.IOT})
public class IsgEndpoint extends DefaultEndpoint {
    static final String KIND = "isg";

    @UriPath(description = "Address of the ISG's web pages: http://192.0.2.10, or a bare host name")
    @Metadata(required = true)
    private String address;

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

    /** auto reads all information and diagnosis pages of the ISG's own navigation; or page numbers as in the address (?s=1,0), separated by blanks: 1,0 1,1 2,0. */
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

    public IsgEndpoint(String uri, IsgComponent component, String address) {
        super(uri, component);
        this.address = address;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        IsgOptions options = IsgOptions.of(this);
        LoginGuard guard = ((IsgComponent) getComponent()).guard(options);
        IsgConsumer consumer = new IsgConsumer(this, processor, options, guard);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("isg: gives readings; it takes none. Use it in from:");
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
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
}
