package io.github.homeexporter.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalIn;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalOut;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** A Modbus server to speak with: ours, and two that others wrote. */
interface Peer extends AutoCloseable {
    int port();

    @Override
    void close() throws IOException;

    /** What a peer holds; addresses are those of the wire. */
    final class Contents {
        final Map<Integer, Integer> inputs = new TreeMap<>();
        final Map<Integer, Integer> holdings = new TreeMap<>();
        final Map<Integer, Integer> coils = new TreeMap<>();
        final Map<Integer, Integer> discretes = new TreeMap<>();

        Contents input(int address, int... values) {
            return put(inputs, address, values);
        }

        Contents holding(int address, int... values) {
            return put(holdings, address, values);
        }

        Contents coil(int address, int... values) {
            return put(coils, address, values);
        }

        Contents discrete(int address, int... values) {
            return put(discretes, address, values);
        }

        private Contents put(Map<Integer, Integer> table, int address, int... values) {
            for (int i = 0; i < values.length; i++) {
                table.put(address + i, values[i] & 0xFFFF);
            }
            return this;
        }
    }

    enum Make {
        OURS,
        J2MOD,
        DIGITALPETRI;

        Peer start(Contents contents) throws Exception {
            return switch (this) {
                case OURS -> new Ours(contents);
                case J2MOD -> new J2mod(contents);
                case DIGITALPETRI -> new Digitalpetri(contents);
            };
        }
    }

    /** The simulated device of the demo. */
    final class Ours implements Peer {
        private final SimulatedModbus server;

        Ours(Contents contents) throws Exception {
            ModbusMemory memory = new ModbusMemory();
            contents.inputs.forEach(memory::input);
            contents.holdings.forEach(memory::holding);
            contents.coils.forEach(memory::coil);
            contents.discretes.forEach(memory::discrete);
            server = new SimulatedModbus(memory);
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** Answers exception 02 for what it does not have. */
    final class J2mod implements Peer {
        private final ModbusSlave slave;
        private final int port = FreePort.next();

        J2mod(Contents contents) throws Exception {
            SimpleProcessImage image = new SimpleProcessImage();
            contents.inputs.forEach((a, v) -> image.addInputRegister(a, new SimpleInputRegister(v)));
            contents.holdings.forEach((a, v) -> image.addRegister(a, new SimpleRegister(v)));
            contents.coils.forEach((a, v) -> image.addDigitalOut(a, new SimpleDigitalOut(v != 0)));
            contents.discretes.forEach((a, v) -> image.addDigitalIn(a, new SimpleDigitalIn(v != 0)));
            slave = ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, 2, false);
            slave.addProcessImage(1, image);
            slave.open();
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void close() {
            ModbusSlaveFactory.close(slave);
        }
    }

    /** Has every register: 0 where nothing was put. */
    final class Digitalpetri implements Peer {
        private final ModbusTcpServer server;
        private final int port = FreePort.next();

        Digitalpetri(Contents contents) throws Exception {
            ProcessImage image = new ProcessImage();
            image.with(tx -> {
                tx.writeInputRegisters(map -> contents.inputs.forEach((a, v) -> map.put(a, bytes(v))));
                tx.writeHoldingRegisters(map -> contents.holdings.forEach((a, v) -> map.put(a, bytes(v))));
                tx.writeCoils(map -> contents.coils.forEach((a, v) -> map.put(a, v != 0)));
                tx.writeDiscreteInputs(map -> contents.discretes.forEach((a, v) -> map.put(a, v != 0)));
            });
            ReadWriteModbusServices services = new ReadWriteModbusServices() {
                @Override
                protected Optional<ProcessImage> getProcessImage(int unit) {
                    return unit == 1 ? Optional.of(image) : Optional.empty();
                }
            };
            NettyTcpServerTransport transport = NettyTcpServerTransport.create(config -> {
                config.setBindAddress("127.0.0.1");
                config.setPort(port);
            });
            server = ModbusTcpServer.create(transport, services);
            server.start();
        }

        private static byte[] bytes(int word) {
            return new byte[] {(byte) (word >> 8), (byte) word};
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void close() throws IOException {
            try {
                server.stop();
            } catch (ExecutionException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
