package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads {@code data/status}: the Miniserver, its extensions, the branches of its Tree buses, and Tree, Air, 1-Wire and DALI devices, as
 * nested elements with attributes (real documents of firmware 10 to 13 in Smarteon/loxone-java).
 */
public final class StatusDocument {
    private static final MetricFamily ONLINE = MetricFamily.gauge(
            "loxone_device_online", "", "1 while the Miniserver reaches the device, 0 while it does not.");
    private static final MetricFamily BATTERY =
            MetricFamily.gauge("loxone_device_battery_ratio", "ratio", "What is left in a device's battery, 0 to 1.");
    private static final MetricFamily AGE = MetricFamily.gauge(
            "loxone_device_last_received_age_seconds", "seconds", "How long ago the Miniserver heard of the device.");
    private static final MetricFamily QUALITY = MetricFamily.gauge(
            "loxone_device_signal_quality",
            "",
            "Quality of the radio as the Miniserver shows it, by who hears: device or extension.");
    private static final MetricFamily HOPS = MetricFamily.gauge(
            "loxone_device_radio_hops", "", "Devices that pass on what an Air device says, itself included.");
    private static final MetricFamily ERROR = MetricFamily.gauge(
            "loxone_device_error", "", "1 while a DALI device says that something is wrong with it.");
    private static final MetricFamily BRANCH_DEVICES =
            MetricFamily.gauge("loxone_device_branch_devices", "", "Devices on a branch of a Tree bus.");
    private static final MetricFamily BRANCH_ERRORS = MetricFamily.gauge(
            "loxone_device_branch_errors", "", "Errors on a branch of a Tree bus, as the Miniserver counts them.");
    private static final MetricFamily LINK_ERRORS = MetricFamily.gauge(
            "loxone_device_link_errors", "", "Errors on the Link bus, as the Miniserver counts them.");
    private static final MetricFamily LAN_ERRORS = MetricFamily.gauge(
            "loxone_device_lan_errors_ratio", "ratio", "Share of the Miniserver's packets with an error.");
    private static final MetricFamily INFO =
            MetricFamily.info("loxone_device_info", "A device of the Miniserver: model and firmware.");

    /** What Miniservers say of a device that has no battery is more than a hundred. */
    private static final int FULL = 100;

    private static final int MOST = 2_000;

    private final XMLStreamReader in;
    private final Map<String, String> base;
    private final Samples out = new Samples();
    private final Set<Series> seen = new HashSet<>();
    /** Serial numbers of the elements around, for branches that have none of their own. */
    private final Deque<String> around = new ArrayDeque<>();

    private int devices;

    private StatusDocument(XMLStreamReader in, Map<String, String> base) {
        this.in = in;
        this.base = base;
    }

    /**
     * @param base labels of every series
     * @return empty when it is no such document
     */
    public static Optional<Samples> read(String text, Map<String, String> base) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text.strip()));
            try {
                return in.nextTag() == XMLStreamConstants.START_ELEMENT
                                && in.getLocalName().equals("Status")
                        ? Optional.of(new StatusDocument(in, base).walk())
                        : Optional.empty();
            } finally {
                in.close();
            }
        } catch (XMLStreamException | RuntimeException broken) {
            // the JDK's parser answers some garbage with an unchecked exception
            return Optional.empty();
        }
    }

    private Samples walk() throws XMLStreamException {
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                element(in.getLocalName());
                around.push(attribute("Serial").isEmpty() ? inherited() : attribute("Serial"));
            } else if (event == XMLStreamConstants.END_ELEMENT && !around.isEmpty()) {
                around.pop();
            }
        }
        return out;
    }

    private String inherited() {
        return around.isEmpty() ? "" : around.peek();
    }

    private void element(String name) {
        if (name.equals("TreeBranch")) {
            Map<String, String> labels = new HashMap<>(base);
            labels.put("serial", attribute("Serial").isEmpty() ? inherited() : attribute("Serial"));
            labels.put("branch", attribute("Branch"));
            put(BRANCH_DEVICES, labels, number("Devices"));
            put(BRANCH_ERRORS, labels, number("Errors"));
        } else if (name.equals("Miniserver")) {
            Map<String, String> labels = new HashMap<>(base);
            labels.put("serial", attribute("MAC"));
            put(LINK_ERRORS, labels, number("LinkErrors"));
            put(LAN_ERRORS, labels, number("LANErrors").map(percent -> percent / 100));
        } else if (!attribute("Serial").isEmpty() && !"true".equals(attribute("DummyDev")) && devices++ < MOST) {
            device(name);
        }
    }

    private void device(String kind) {
        Map<String, String> labels = new HashMap<>(base);
        labels.put("serial", attribute("Serial"));
        labels.put("name", attribute("Name"));
        labels.put("room", attribute("Place"));
        labels.put("place", attribute("Inst"));
        labels.put("kind", kind);
        String online = attribute("Online");
        if (!online.isEmpty()) {
            put(ONLINE, labels, Optional.of("true".equals(online) ? 1.0 : 0.0));
        }
        put(
                BATTERY,
                labels,
                number("Battery").filter(percent -> percent <= FULL).map(percent -> percent / 100));
        put(AGE, labels, number("TimeDiff").filter(seconds -> seconds >= 0));
        put(HOPS, labels, number("Hops"));
        put(QUALITY, with(labels, "heard_by", "device"), number("QualityDev"));
        put(QUALITY, with(labels, "heard_by", "extension"), number("QualityExt"));
        String error = attribute("Error");
        if (!error.isEmpty()) {
            put(ERROR, labels, Optional.of("true".equals(error) ? 1.0 : 0.0));
        }
        Map<String, String> info = with(labels, "model", attribute("Type"));
        info.put("version", attribute("Version"));
        put(INFO, info, Optional.of(1.0));
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }

    private void put(MetricFamily family, Map<String, String> labels, Optional<Double> value) {
        Series series = Series.of(family, labels);
        if (value.isPresent() && seen.add(series)) {
            out.add(series, value.get());
        }
    }

    private String attribute(String name) {
        String value = in.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private Optional<Double> number(String name) {
        String value = attribute(name).replace("%", "");
        return value.matches("-?\\d{1,9}(?:\\.\\d{1,9})?") ? Optional.of(Double.valueOf(value)) : Optional.empty();
    }

    /** What a Miniserver says of its own load: {@code 12%}, {@code 12345/65536kB}, {@code 31}. Needs a right that not every user has. */
    public static final class SystemNumbers {
        /** Behind {@code jdev/sys/}; all generations answer them. */
        public static final List<String> QUESTIONS = List.of("cpu", "heap", "numtasks");

        private static final MetricFamily CPU = MetricFamily.gauge(
                "loxone_device_cpu_ratio", "ratio", "How busy the Miniserver's processor is, 0 to 1.");
        private static final MetricFamily HEAP_USED =
                MetricFamily.gauge("loxone_device_heap_used_bytes", "bytes", "Memory that the Miniserver uses.");
        private static final MetricFamily HEAP_TOTAL =
                MetricFamily.gauge("loxone_device_heap_total_bytes", "bytes", "Memory that the Miniserver has.");
        private static final MetricFamily TASKS =
                MetricFamily.gauge("loxone_device_tasks", "", "Tasks that the Miniserver runs.");
        private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");

        private SystemNumbers() {}

        /**
         * @param base labels of every series
         * @return nothing when the answer holds no such number
         */
        public static Samples read(String question, String answer, Map<String, String> base) {
            Samples out = new Samples(2);
            Matcher number = NUMBER.matcher(answer);
            if (!number.find()) {
                return out;
            }
            double first = Double.parseDouble(number.group());
            switch (question) {
                case "cpu" -> out.add(Series.of(CPU, base), first / 100);
                case "numtasks" -> out.add(Series.of(TASKS, base), first);
                default -> {
                    out.add(Series.of(HEAP_USED, base), first * 1024);
                    if (number.find()) {
                        out.add(Series.of(HEAP_TOTAL, base), Double.parseDouble(number.group()) * 1024);
                    }
                }
            }
            return out;
        }
    }
}
