package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.PublishSettings.HoldZero;
import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.words.Glob;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is published, where and how often. */
@UriParams
public class PublishOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(?: ?([kM]B|[km]b))?");

    /** Where states and availability are published. */
    @UriParam(defaultValue = "home-exporter")
    private String topicPrefix = "home-exporter";

    /** Where Home Assistant looks for discovery messages. */
    @UriParam(defaultValue = "homeassistant")
    private String discoveryPrefix = "homeassistant";

    /** Topic on which Home Assistant says that it has started. Empty for status under discoveryPrefix. */
    @UriParam
    private String birthTopic = "";

    /** Begins every id at Home Assistant: two programs on one broker need two. */
    @UriParam(defaultValue = "he")
    private String idPrefix = "he";

    /** Least time between two states of one entity, 0 to 1h. */
    @UriParam(defaultValue = "1s")
    private String minInterval = "1s";

    /** Every state is sent again after this long, changed or not; 1s to 1d. */
    @UriParam(defaultValue = "5m")
    private String heartbeat = "5m";

    /** How long something must be gone, while its device answers, until Home Assistant is told to forget it; 1s to 365d. */
    @UriParam(defaultValue = "1h")
    private String removeAfter = "1h";

    /**
     * Whose fall to 0 is held back for one reading, as of a meter that starts again: energy, all counters, or none.
     */
    @UriParam(defaultValue = "energy")
    private String holdZero = "energy";

    /** No message is larger, in bytes or with kB behind; a broker that says less counts. 2 kB to 256000 kB. */
    @UriParam(defaultValue = "16 kB")
    private String maxMessage = "16 kB";

    /** Address of the status page as people reach it, for the link in Home Assistant; auto to find it out, none for no link. */
    @UriParam(defaultValue = "auto")
    private String pageUrl = "auto";

    /** Quality of service of states, 0 or 1. Discovery and availability have 1. */
    @UriParam(defaultValue = "0")
    private String qos = "0";

    /** Devices or kinds to publish, patterns with * and ?, separated by commas. Empty for all. */
    @UriParam
    private String includeDevices = "";

    /** Devices or kinds to leave out, as includeDevices. */
    @UriParam
    private String excludeDevices = "";

    /** Metrics that are published although they are left out by default, as node_load15 or node_network_*. */
    @UriParam
    private String include = "";

    /** Metrics that are not published, as include. */
    @UriParam
    private String exclude = "";

    /** Whether the topics of isg_exporter are published, too. */
    @UriParam(defaultValue = "false")
    private boolean isgLegacyTopics = false;

    /** Where they are. */
    @UriParam(defaultValue = "isg")
    private String isgTopicPrefix = "isg";

    private PublishSettings settings;

    void judge(Bounds bounds) {
        String base = topic(bounds, "topicPrefix", topicPrefix);
        String discovery = topic(bounds, "discoveryPrefix", discoveryPrefix);
        if (!birthTopic.isBlank()) {
            topic(bounds, "birthTopic", birthTopic);
        }
        if (!idPrefix.matches("[a-z0-9_]{1,32}")) {
            bounds.refuse("idPrefix", idPrefix, "up to 32 characters of a to z, 0 to 9 and _");
        }
        String isg = topic(bounds, "isgTopicPrefix", isgTopicPrefix);
        settings = new PublishSettings(
                new Topics(base, discovery, idPrefix),
                bounds.duration("minInterval", minInterval, Duration.ZERO, Duration.ofHours(1)),
                bounds.duration("heartbeat", heartbeat, Duration.ofSeconds(1), Duration.ofDays(1)),
                bounds.duration("removeAfter", removeAfter, Duration.ofSeconds(1), Duration.ofDays(365)),
                bounds.word("holdZero", holdZero, HoldZero.words()),
                size(bounds),
                page(bounds),
                bounds.number("qos", qos, 0, 1),
                bounds.parsed("includeDevices", () -> Glob.list(includeDevices)),
                bounds.parsed("excludeDevices", () -> Glob.list(excludeDevices)),
                bounds.parsed("include", () -> Glob.list(include)),
                bounds.parsed("exclude", () -> Glob.list(exclude)),
                isgLegacyTopics ? isg : "");
    }

    private int size(Bounds bounds) {
        Matcher m = SIZE.matcher(maxMessage.strip());
        long bytes = m.matches()
                ? Long.parseLong(m.group(1))
                        * (m.group(2) == null ? 1 : m.group(2).equalsIgnoreCase("MB") ? 1_000_000 : 1_000)
                : 0;
        if (bytes < 2_000 || bytes > 256_000_000) {
            bounds.refuse("maxMessage", maxMessage, "2 kB to 256000 kB, as 16 kB or bare bytes");
            return 16_000;
        }
        return (int) bytes;
    }

    private String page(Bounds bounds) {
        String url = pageUrl.strip();
        if (url.isEmpty() || url.equalsIgnoreCase("none")) {
            return "";
        }
        if (!url.equals("auto") && !url.matches("https?://[^\\s\"<>]+")) {
            bounds.refuse("pageUrl", pageUrl, "auto, none, or an address as http://192.168.1.5:9091/");
        }
        return url;
    }

    private static String topic(Bounds bounds, String option, String text) {
        String topic = text.strip().replaceAll("^/+|/+$", "");
        if (topic.isEmpty() || topic.matches(".*[+#$\\x00-\\x1f].*")) {
            bounds.refuse(option, text, "a topic without +, # and $, as home-exporter");
        }
        return topic;
    }

    PublishSettings settings() {
        return settings;
    }

    /** Where Home Assistant says that it has started. */
    String birthTopic() {
        return birthTopic.isBlank()
                ? settings.topics().discovery() + "/status"
                : birthTopic.strip().replaceAll("^/+|/+$", "");
    }

    public String getTopicPrefix() {
        return topicPrefix;
    }

    public void setTopicPrefix(String topicPrefix) {
        this.topicPrefix = topicPrefix;
    }

    public String getDiscoveryPrefix() {
        return discoveryPrefix;
    }

    public void setDiscoveryPrefix(String discoveryPrefix) {
        this.discoveryPrefix = discoveryPrefix;
    }

    public String getBirthTopic() {
        return birthTopic;
    }

    public void setBirthTopic(String birthTopic) {
        this.birthTopic = birthTopic;
    }

    public String getIdPrefix() {
        return idPrefix;
    }

    public void setIdPrefix(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    public String getMinInterval() {
        return minInterval;
    }

    public void setMinInterval(String minInterval) {
        this.minInterval = minInterval;
    }

    public String getHeartbeat() {
        return heartbeat;
    }

    public void setHeartbeat(String heartbeat) {
        this.heartbeat = heartbeat;
    }

    public String getRemoveAfter() {
        return removeAfter;
    }

    public void setRemoveAfter(String removeAfter) {
        this.removeAfter = removeAfter;
    }

    public String getHoldZero() {
        return holdZero;
    }

    public void setHoldZero(String holdZero) {
        this.holdZero = holdZero;
    }

    public String getMaxMessage() {
        return maxMessage;
    }

    public void setMaxMessage(String maxMessage) {
        this.maxMessage = maxMessage;
    }

    public String getPageUrl() {
        return pageUrl;
    }

    public void setPageUrl(String pageUrl) {
        this.pageUrl = pageUrl;
    }

    public String getQos() {
        return qos;
    }

    public void setQos(String qos) {
        this.qos = qos;
    }

    public String getIncludeDevices() {
        return includeDevices;
    }

    public void setIncludeDevices(String includeDevices) {
        this.includeDevices = includeDevices;
    }

    public String getExcludeDevices() {
        return excludeDevices;
    }

    public void setExcludeDevices(String excludeDevices) {
        this.excludeDevices = excludeDevices;
    }

    public String getInclude() {
        return include;
    }

    public void setInclude(String include) {
        this.include = include;
    }

    public String getExclude() {
        return exclude;
    }

    public void setExclude(String exclude) {
        this.exclude = exclude;
    }

    public boolean isIsgLegacyTopics() {
        return isgLegacyTopics;
    }

    public void setIsgLegacyTopics(boolean isgLegacyTopics) {
        this.isgLegacyTopics = isgLegacyTopics;
    }

    public String getIsgTopicPrefix() {
        return isgTopicPrefix;
    }

    public void setIsgTopicPrefix(String isgTopicPrefix) {
        this.isgTopicPrefix = isgTopicPrefix;
    }
}
