package io.github.homeexporter.modbus;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One reading of 500 registers from four devices, from the request on the wire into the store. The devices are simulated in the same
 * process, so the time has their side in it as well; what the program alone takes is measured by {@link ModbusDevicesCost}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class ModbusReadingBenchmark {
    static final int DEVICES = 4;
    static final int REGISTERS = 125;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<SimulatedModbus> devices = new ArrayList<>();
    private final List<Producer> readers = new ArrayList<>();
    private Producer store;

    @Setup
    public void start() throws Exception {
        Path registers = registers(Files.createTempDirectory("modbus-bench"), REGISTERS);
        context.start();
        store = context.getEndpoint("samples:store").createProducer();
        store.start();
        for (int i = 0; i < DEVICES; i++) {
            SimulatedModbus device = new SimulatedModbus(memory(REGISTERS, i));
            devices.add(device);
            Producer reader = context.getEndpoint(
                            "modbus:" + device.address() + "?pause=0&registers=" + registers + "&name=device" + i)
                    .createProducer();
            reader.start();
            readers.add(reader);
        }
        reading();
    }

    @TearDown
    public void stop() throws Exception {
        // nobody else does, and their connections' threads would keep the process
        for (Producer reader : readers) {
            reader.stop();
        }
        context.stop();
        for (SimulatedModbus device : devices) {
            device.close();
        }
    }

    @Benchmark
    public void reading() throws Exception {
        for (Producer reader : readers) {
            Exchange exchange = reader.getEndpoint().createExchange();
            reader.process(exchange);
            store.process(exchange);
        }
    }

    /** A register file with so many whole numbers in a row, each a series. */
    static Path registers(Path folder, int count) throws Exception {
        StringBuilder csv = new StringBuilder("@most,125\nregister,metric,labels,address,data,scale,unit\n");
        for (int i = 0; i < count; i++) {
            csv.append("r%d,bench_value_celsius,number=n%d,%d,int16,0.1,°C%n".formatted(i, i, i));
        }
        return Files.writeString(folder.resolve("bench.csv"), csv);
    }

    static ModbusMemory memory(int count, int seed) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * 37 + seed) % 1000;
        }
        return new ModbusMemory().holding(0, values);
    }
}
