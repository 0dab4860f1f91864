package io.github.homeexporter.homeassistant;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which of its addresses this host has towards another one. */
final class LocalAddress {
    private LocalAddress() {}

    /** Empty when that cannot be said. A datagram socket that is connected sends nothing. */
    static String towards(String host, int port) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port));
            InetAddress own = socket.getLocalAddress();
            boolean plain = !own.isAnyLocalAddress() && own.getAddress().length == 4;
            return plain ? own.getHostAddress() : "";
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
