package io.github.homeexporter.luxtronik;

import io.github.homeexporter.luxtronik.binary.Block;
import io.github.homeexporter.luxtronik.binary.Block.OutOfStep;
import io.github.homeexporter.luxtronik.document.LuxtronikFaults;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.Texts;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One short connection to the binary interface: connect, read, close, so that others get their turn as well. */
final class BinaryLink implements Closeable {
    private final HostPort address;
    private final Duration within;
    private final Socket socket = new Socket();
    private boolean answered;

    /** @param within for connecting, and for each whole answer: a device that drips must not hold the thread */
    BinaryLink(HostPort address, Duration within) {
        this.address = address;
        this.within = within;
    }

    void connect() throws FaultException {
        try {
            socket.connect(new InetSocketAddress(address.bareHost(), address.port()), millis(within));
            socket.setTcpNoDelay(true);
        } catch (IOException | RuntimeException e) {
            throw new FaultException(unconnected(NetworkFaults.of(e)));
        }
    }

    Block ask(Block.Kind kind) throws FaultException {
        Block.Reader reader = new Block.Reader(kind);
        long end = System.nanoTime() + within.toNanos();
        try {
            socket.getOutputStream().write(kind.request());
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[4096];
            while (true) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || left.toMillis() == 0) {
                    throw new SocketTimeoutException();
                }
                socket.setSoTimeout(millis(left));
                int read = in.read(piece, 0, Math.min(piece.length, reader.missing()));
                if (read < 0) {
                    throw new FaultException(closed(kind));
                }
                answered = true;
                Block block = reader.take(piece, read);
                if (block != null) {
                    return block;
                }
            }
        } catch (OutOfStep e) {
            throw new FaultException(new Fault("protocol", address + ": " + e.getMessage()));
        } catch (SocketTimeoutException e) {
            throw new FaultException(new Fault(
                    "timeout",
                    address + ": no whole answer to " + kind.word() + " within " + within.toMillis() / 1000.0 + " s"));
        } catch (IOException e) {
            throw new FaultException(
                    answered
                            ? new Fault("broken", address + ": " + Texts.oneLine(String.valueOf(e.getMessage())))
                            : closed(kind));
        }
    }

    private Fault closed(Block.Kind kind) {
        return new Fault(
                "closed",
                answered
                        ? address + ": the controller closed the connection in the middle of its " + kind.word()
                        : address
                                + ": the controller closed the connection before answering: it may serve only one client"
                                + " at a time, or be restarting");
    }

    private Fault unconnected(Fault fault) {
        return fault.reason().equals(NetworkFaults.REFUSED)
                ? new Fault(
                        fault.reason(),
                        address
                                + " refuses the connection: check the address, and that nothing else reads the controller's"
                                + " binary interface (8889, old firmware 8888) right now",
                        fault.retryAfter())
                : LuxtronikFaults.unconnected(address, fault, 0);
    }

    private static int millis(Duration d) {
        return (int) Math.max(1, Math.min(TimeUnit.HOURS.toMillis(1), d.toMillis()));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is not used any more
            return;
        }
    }
}
