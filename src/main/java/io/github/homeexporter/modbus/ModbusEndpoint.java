package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.registers.Choice;
import io.github.homeexporter.modbus.registers.CsvRow;
import io.github.homeexporter.modbus.registers.Register;
import io.github.homeexporter.modbus.registers.RegisterMap.RegisterFault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.poll.Bounds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
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
 * Read and write the registers of a Modbus TCP device that a register file describes.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "modbus",
        title = "Modbus",
        syntax = "modbus:address",
        category = {Category.IOT, Category.MONITORING})
public class ModbusEndpoint extends DefaultEndpoint {
    private static final Pattern CIRCUIT_2 = Pattern.compile("(^|.*_)(hk|hc|heizkreis)_?2(_.*|$)");

    @UriPath(description = "Where the device is: host or host:port, port 502 when left out")
    @Metadata(required = true)
    private String address;

    /** Register file: a CSV as in docs/modbus.md, one that chooses among several, or isg_exporter's modbus-mapping.yaml. Several separated by semicolons; FILE@-1 moves all addresses of a file by -1. Looked for below the working directory, then in the program. */
    @UriParam
    @Metadata(required = true)
    private String registers;

    /** Unit id of the device, 0 to 255. */
    @UriParam(defaultValue = "1")
    private int unitId = 1;

    /** Which of the models in the register file it is; auto to find out, or to take all registers when the file does not choose. */
    @UriParam(defaultValue = "auto")
    private String model = "auto";

    /** Name of the device in home_exporter_device_* and in the log. Any other than the kind is put on every series as the label device. */
    @UriParam(defaultValue = "modbus")
    private String name = "modbus";

    /** Kind of the device, for home_exporter_device_*. */
    @UriParam(defaultValue = "modbus")
    private String kind = "modbus";

    /** More labels for every series, as key=value;key=value. */
    @UriParam
    private String labels = "";

    /** Name of a device whose series are left to it when both have the same, whichever answers first. */
    @UriParam
    private String yieldTo = "";

    /** How often the device is read, as 30s, 5m or bare seconds; 1s to 1h. As a producer: how often the route asks, so that the series go after three missed ones. */
    @UriParam(defaultValue = "60s")
    private String interval = "60s";

    /** Whether to leave out what belongs to heating circuit 2: labelled hk=2, or with hk2, hk_2, hc2 or hc_2 in its name. */
    @UriParam(defaultValue = "false")
    private boolean skipCircuit2;

    /** Whether the producer may write registers whose access is rw. */
    @UriParam(defaultValue = "false")
    private boolean write;

    /** Whether what was written is read again and compared; anything else than what was written is a failure. */
    @UriParam(defaultValue = "true")
    private boolean readBack = true;

    @UriParam
    private final LinkOptions link = new LinkOptions();

    private HostPort at;
    private Duration every;
    private Map<String, String> more;
    private Choice choice;

    public ModbusEndpoint(String uri, ModbusComponent component, String address) {
        super(uri, component);
        this.address = address;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ModbusConsumer consumer = new ModbusConsumer(this, processor, choice);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new ModbusProducer(this, choice);
    }

    /** Reads the register file as well, so that its faults are found before anything runs. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        at = bounds.parsed("address", () -> HostPort.parse("modbus", address, ModbusConnection.DEFAULT_PORT));
        every = bounds.duration("interval", interval, Duration.ofSeconds(1), Duration.ofHours(1));
        link.judge(bounds);
        bounds.number("unitId", unitId, 0, 255);
        if (!yieldTo.matches("[\\w.-]*")) {
            bounds.refuse("yieldTo", yieldTo, "the name of a device: letters, digits, _, - and .");
        }
        more = CsvRow.pairs(labels, (found, allowed) -> bounds.refuse("labels", found, allowed));
        choice = registers(bounds);
        bounds.orThrow();
    }

    /** What the register files say now. @throws Bounds.OutOfBounds when they cannot be used */
    Choice reread() {
        Bounds bounds = new Bounds();
        Choice now = registers(bounds);
        bounds.orThrow();
        return now;
    }

    private Choice registers(Bounds bounds) {
        if (registers == null || registers.isBlank()) {
            bounds.fault("registers", ": is not set; allowed: a register file, or several separated by semicolons");
            return null;
        }
        Choice all = null;
        try {
            all = RegisterFiles.load(registers);
        } catch (RegisterFault e) {
            e.faults().forEach(fault -> bounds.fault("registers", ": " + fault));
        } catch (IllegalArgumentException e) {
            bounds.fault("registers", ": " + e.getMessage());
        }
        return all == null ? null : chosen(bounds, all);
    }

    private Choice chosen(Bounds bounds, Choice all) {
        Choice chosen = bounds.parsed("model", () -> isAnyModel() ? all : all.of(model.strip()));
        return chosen != null && skipCircuit2 ? chosen.where(register -> !isOfCircuit2(register)) : chosen;
    }

    private boolean isAnyModel() {
        return model.isBlank() || model.equalsIgnoreCase("auto");
    }

    private static boolean isOfCircuit2(Register register) {
        return "2".equals(register.labels().get("hk"))
                || CIRCUIT_2.matcher(register.name()).matches()
                || CIRCUIT_2.matcher(register.metric()).matches();
    }

    HostPort address() {
        return at;
    }

    Duration interval() {
        return every;
    }

    LinkOptions.Link link() {
        return link.judged();
    }

    /** Labels that every series carries. */
    Map<String, String> seriesLabels() {
        Map<String, String> all = new LinkedHashMap<>();
        if (!name.equals(kind)) {
            all.put("device", name);
        }
        all.putAll(more);
        return all;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getRegisters() {
        return registers;
    }

    public void setRegisters(String registers) {
        this.registers = registers;
    }

    public int getUnitId() {
        return unitId;
    }

    public void setUnitId(int unitId) {
        this.unitId = unitId;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getLabels() {
        return labels;
    }

    public void setLabels(String labels) {
        this.labels = labels;
    }

    public String getYieldTo() {
        return yieldTo;
    }

    public void setYieldTo(String yieldTo) {
        this.yieldTo = yieldTo;
    }

    public String getInterval() {
        return interval;
    }

    public void setInterval(String interval) {
        this.interval = interval;
    }

    public boolean isSkipCircuit2() {
        return skipCircuit2;
    }

    public void setSkipCircuit2(boolean skipCircuit2) {
        this.skipCircuit2 = skipCircuit2;
    }

    public boolean isWrite() {
        return write;
    }

    public void setWrite(boolean write) {
        this.write = write;
    }

    public boolean isReadBack() {
        return readBack;
    }

    public void setReadBack(boolean readBack) {
        this.readBack = readBack;
    }

    public LinkOptions getLink() {
        return link;
    }
}
