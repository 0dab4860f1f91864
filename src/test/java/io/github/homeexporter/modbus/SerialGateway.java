package io.github.homeexporter.modbus;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.net.LoopbackServer;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A converter that hands the frames of a serial line on as they are. Reads only, so that a request has eight bytes. */
final class SerialGateway implements Closeable {
    private final LoopbackServer server;
    private final ModbusMemory memory;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    SerialGateway(ModbusMemory memory) throws IOException {
        this.memory = memory;
        this.server = LoopbackServer.bare("serial", 0, this::serve);
    }

    int port() {
        return server.port();
    }

    List<String> requests() {
        return requests;
    }

    private void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] request = new byte[8];
        while (true) {
            in.readFully(request);
            requests.add(HexFormat.of().formatHex(request));
            byte[] pdu = memory.answer(Arrays.copyOfRange(request, 1, 6));
            byte[] frame = Arrays.copyOf(new byte[] {request[0]}, pdu.length + 3);
            System.arraycopy(pdu, 0, frame, 1, pdu.length);
            int crc = checksum(frame, pdu.length + 1);
            frame[frame.length - 2] = (byte) (crc & 0xFF);
            frame[frame.length - 1] = (byte) (crc >>> 8);
            socket.getOutputStream().write(frame);
        }
    }

    /** By division of the reflected polynomial x^16 + x^15 + x^2 + 1, bit by bit over the whole message. */
    private static int checksum(byte[] bytes, int length) {
        int rest = 0xFFFF;
        for (int bit = 0; bit < 8 * length; bit++) {
            int in = bytes[bit / 8] >> bit % 8 & 1;
            int out = rest & 1;
            rest = rest >>> 1 ^ ((in ^ out) == 1 ? 0xA001 : 0);
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
