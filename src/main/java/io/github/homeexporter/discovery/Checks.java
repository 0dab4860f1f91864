package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.FoundDevice.Kind;
import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.discovery.question.DatagramQuestions.LuxtronikQuestion;
import io.github.homeexporter.discovery.question.DatagramQuestions.MiniserverQuestion;
import io.github.homeexporter.loxone.login.Answer.ApiInfo;
import io.github.homeexporter.luxtronik.document.LuxtronikConversation;
import io.github.homeexporter.net.NetworkFaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One look at a device that answered, one after another: each serves few connections, and its owner's own client may have one.
 * One that is set already is not looked at.
 */
final class Checks {
    private static final String GET = "GET %s HTTP/1.1\r\nConnection: close\r\nAccept: */*";
    private static final String UPGRADE = "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: aG9tZS1leHBvcnRlciE/IQ==\r\nSec-WebSocket-Protocol: "
            + LuxtronikConversation.SUBPROTOCOL;
    /** Of a WebSocket, masked with zeros. */
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

    private final Targets targets;
    private final SetAlready set;
    /** What was said by HTTP, by address: each is connected to once, however many it says to be. */
    private final Map<String, String> serials = new HashMap<>();

    private final long end;

    Checks(Targets targets, SetAlready set) {
        this.targets = targets;
        this.set = set;
        this.end = System.nanoTime() + targets.patience().multipliedBy(6).toNanos();
    }

    /** @param binaryPort where it says that its binary interface is */
    FoundDevice controller(String address, int binaryPort) {
        String at = address + (targets.webSocket() == Targets.USUAL.webSocket() ? "" : ":" + targets.webSocket());
        String what = "Luxtronik heat pump at " + address;
        String property = "lux.address=" + at;
        String why = isSet(Kind.LUXTRONIK, address) ? "" : noWebSocket(address);
        if (why.isEmpty()) {
            return new FoundDevice(Kind.LUXTRONIK, address, address, what, List.of(property), List.of());
        }
        return new FoundDevice(
                Kind.LUXTRONIK,
                address,
                address,
                what,
                List.of(),
                List.of(
                        "its port " + targets.webSocket() + " " + why
                                + ": switch the web server on at the panel (Service > System control > Web server), then",
                        property,
                        "or read it over its binary interface:",
                        "lux.protocol=binary",
                        "lux.address=" + address
                                + (binaryPort == LuxtronikQuestion.USUAL_PORT ? "" : ":" + binaryPort)));
    }

    /** Why its web server cannot be read, empty when it can. */
    private String noWebSocket(String address) {
        try {
            SingleRequest.Answer answer = SingleRequest.ask(
                    new InetSocketAddress(address, targets.webSocket()),
                    left(1),
                    UPGRADE,
                    CLOSE,
                    text -> text.contains("\r\n\r\n"));
            return answer.status() == 101 ? "" : "is no web server of a heat pump";
        } catch (IOException e) {
            return "does not answer (" + NetworkFaults.of(e).sentence() + ")";
        }
    }

    /**
     * One that answered.
     *
     * @param from address that the answer came from
     * @param claimed whether another address says the same serial number
     */
    FoundDevice miniserver(String from, MiniserverQuestion.Answer answer, boolean claimed) {
        List<String> properties = new ArrayList<>(List.of("loxone.host=" + from));
        if (answer.port() != 80) {
            properties.add("loxone.port=" + answer.port());
        }
        List<String> remarks = new ArrayList<>();
        if (set.get("loxone.username").isEmpty()) {
            remarks.add("loxone.username= and loxone.password= are still missing: a user that may see, and no more");
        }
        String what = "Loxone Miniserver" + FoundDevice.named(answer.name()) + " at " + from + ", serial number "
                + answer.serial() + ", firmware " + answer.version();
        String doubt = "";
        if (!answer.host().equals(from)) {
            doubt = "it says that its address is " + answer.host();
        } else if (!isSet(Kind.LOXONE, from)) {
            doubt = otherSerial(from, answer, claimed);
        }
        if (!doubt.isEmpty()) {
            remarks.addAll(0, properties);
            remarks.add("not sure: " + doubt);
            properties.clear();
        }
        String id = answer.serial() + (doubt.isEmpty() ? "" : " " + from);
        return new FoundDevice(Kind.LOXONE, id, from, what, properties, remarks);
    }

    /** What is wrong with it; empty when nothing is, or when it says nothing. */
    private String otherSerial(String from, MiniserverQuestion.Answer answer, boolean claimed) {
        String said = serials.computeIfAbsent(from, address -> serial(address, answer.port()));
        if (said.isEmpty()) {
            // the datagram was its own; by HTTP it may be reached by TLS only
            return claimed ? "another address says the same serial number" : "";
        }
        return said.equals(answer.serial()) ? "" : "who answers there has the serial number " + said;
    }

    /** As it says it by HTTP; empty when it says none. */
    private String serial(String from, int port) {
        try {
            String body = SingleRequest.ask(
                            new InetSocketAddress(from, port),
                            left(1),
                            GET.formatted("/jdev/cfg/apiKey"),
                            new byte[0],
                            text -> false)
                    .body();
            String serial = ApiInfo.parse(json(body)).map(ApiInfo::serial).orElse("");
            return FoundDevice.plain(serial.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT));
        } catch (IOException e) {
            return "";
        }
    }

    /** Without what a body in chunks has around it. */
    private static String json(String body) {
        int from = body.indexOf('{');
        int to = body.lastIndexOf('}');
        return from < 0 || to < from ? "" : body.substring(from, to + 1);
    }

    /** Empty when its start page is not that of an ISG. */
    Optional<FoundDevice> isg(String name, String address) {
        String url = "http://" + address + (targets.isgWeb() == 80 ? "" : ":" + targets.isgWeb());
        String mark = "alt=\"Servicewelt\"";
        try {
            if (!isSet(Kind.ISG, address)
                    && !SingleRequest.ask(
                                    new InetSocketAddress(address, targets.isgWeb()),
                                    left(2),
                                    GET.formatted("/"),
                                    new byte[0],
                                    text -> text.contains(mark))
                            .text()
                            .contains(mark)) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        List<String> remarks = new ArrayList<>();
        if (set.get("isg.modbus-host").isEmpty()) {
            remarks.add("where Modbus TCP is switched on there, it reads faster:");
            remarks.add("isg.modbus-host=" + address);
        }
        if (set.get("isg.user").isEmpty()) {
            remarks.add("isg.user= and isg.password= are still missing, if its pages ask for a login");
        }
        return Optional.of(new FoundDevice(
                Kind.ISG,
                address,
                address,
                "Stiebel Eltron ISG at " + address + " (" + name + ")",
                List.of("isg.url=" + url),
                remarks));
    }

    private boolean isSet(Kind kind, String address) {
        return set.naming(kind.key, address).isPresent();
    }

    /** In milliseconds, at most so many times the patience. */
    private long left(int times) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left < 1) {
            throw new IOException("so many devices answered that there was no time left for it");
        }
        return Math.min(targets.patience().toMillis() * times, left);
    }

    /** One connection for one HTTP request: an answer within a time and a size, whoever it is that answers. */
    static final class SingleRequest {
        private static final int LONGEST = 256 * 1024;

        /** @param status 0 where it is no HTTP */
        record Answer(int status, String text) {
            /** What stands behind the head; a chunk's length may stand in it. */
            String body() {
                int head = text.indexOf("\r\n\r\n");
                return head < 0 ? "" : text.substring(head + 4);
            }
        }

        private SingleRequest() {}

        /**
         * Asks and closes.
         *
         * @param head without the line of the host
         * @param goodbye what is said before closing, may be empty
         * @param enough tells by what was read so far that no more is needed
         * @throws IOException when nobody accepts the connection, or nothing is said in time
         */
        static Answer ask(InetSocketAddress to, long millis, String head, byte[] goodbye, Predicate<String> enough)
                throws IOException {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            try (Socket socket = new Socket()) {
                socket.connect(to, (int) millis);
                String host = to.getAddress().getHostAddress() + (to.getPort() == 80 ? "" : ":" + to.getPort());
                socket.getOutputStream()
                        .write((head + "\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                String text = read(socket, end, enough);
                if (goodbye.length > 0) {
                    socket.getOutputStream().write(goodbye);
                }
                boolean http = text.matches("(?s)HTTP/1\\.[01] \\d{3}[ \\r].*");
                return new Answer(http ? Integer.parseInt(text.substring(9, 12)) : 0, text);
            }
        }

        private static String read(Socket socket, long end, Predicate<String> enough) throws IOException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            byte[] part = new byte[8192];
            String text = "";
            while (read.size() < LONGEST && !enough.test(text)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left < 1) {
                    throw new SocketTimeoutException("no whole answer in time");
                }
                socket.setSoTimeout((int) left);
                int n = in.read(part);
                if (n < 0) {
                    break;
                }
                read.write(part, 0, n);
                text = read.toString(StandardCharsets.UTF_8);
            }
            return text;
        }
    }
}
