package io.github.homeexporter.modbus;

import io.github.homeexporter.MeasuredProgram;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Modbus devices cost: the program reads simulated devices of another process, and the system says how much CPU time it took.
 * Arguments: devices, registers of each (1 to 125), seconds between two readings, seconds to measure.
 */
public final class ModbusDevicesCost {
    private ModbusDevicesCost() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int registers = Integer.parseInt(args[1]);
        int interval = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        Path directory = Files.createTempDirectory("modbus-cost");
        List<SimulatedModbus> devices = new ArrayList<>();
        try {
            ModbusReadingBenchmark.registers(Files.createDirectories(directory.resolve("registers")), registers);
            StringBuilder routes = new StringBuilder();
            for (int i = 0; i < count; i++) {
                devices.add(new SimulatedModbus(ModbusReadingBenchmark.memory(registers, i)));
                routes.append(route("device" + i, devices.get(i).address(), interval));
            }
            Files.writeString(
                    Files.createDirectories(directory.resolve("routes")).resolve("bench.camel.yaml"), routes);
            try (MeasuredProgram program = new MeasuredProgram(directory, Map.of())) {
                double millis = program.awaitSeries("bench_value_celsius", (long) count * registers)
                        .cpuMillis(seconds);
                System.out.printf(
                        "%d devices with %d registers every %d s for %d s: %.2f %% of one core, %.2f ms of CPU time for a reading of all%n",
                        count, registers, interval, seconds, millis / (10.0 * seconds), millis * interval / seconds);
            }
        } finally {
            for (SimulatedModbus device : devices) {
                device.close();
            }
        }
        System.exit(0);
    }

    private static String route(String name, String address, int interval) {
        return """
            - route:
                id: %1$s
                from:
                  uri: "modbus:%2$s"
                  parameters: { registers: "registers/bench.csv", name: %1$s, interval: "%3$ds" }
                  steps:
                    - to: "direct:publish"
            """.formatted(name, address, interval);
    }
}
