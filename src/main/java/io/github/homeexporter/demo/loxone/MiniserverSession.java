package io.github.homeexporter.demo.loxone;

import io.github.homeexporter.demo.loxone.SimulatedMiniserver.MiniserverFault;
import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.demo.net.WebSocketPeer.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

/** One connection to a simulated Miniserver: a question by HTTP, or a WebSocket. */
final class MiniserverSession {
    private static final int FOR_EVER = 3_600_000;

    private final SimulatedMiniserver miniserver;
    private final WebSocketPeer peer;
    private final MiniserverAnswers answers;
    private volatile boolean subscribed;

    MiniserverSession(SimulatedMiniserver miniserver, WebSocketPeer peer) {
        this.miniserver = miniserver;
        this.peer = peer;
        this.answers = new MiniserverAnswers(miniserver);
    }

    void run() throws IOException {
        if (!peer.head().header("Upgrade").toLowerCase(Locale.ROOT).equals("websocket")) {
            answerHttp();
            return;
        }
        miniserver.arrived(this);
        try {
            if (opens()) {
                talk();
            }
        } finally {
            miniserver.left(this);
        }
    }

    private void answerHttp() throws IOException {
        miniserver.commands().add(peer.head().target());
        if (!peer.head().header("Authorization").isEmpty()) {
            miniserver.commands().add("credentials over HTTP");
        }
        if (miniserver.is(MiniserverFault.SILENT_HTTP)) {
            peer.isWaitedOutBy(FOR_EVER);
        } else if (miniserver.is(MiniserverFault.RESTARTING)) {
            peer.respond(503, "text/html", HttpHead.bytes("<html>restarting</html>"));
        } else if (miniserver.is(MiniserverFault.BLOCKED_PAGE)) {
            peer.respond(403, "text/html", HttpHead.bytes(miniserver.blockPage()));
        } else {
            String json = answers.http(peer.head().target());
            peer.respond(json.isEmpty() ? 404 : 200, "application/json", HttpHead.bytes(json));
        }
    }

    private boolean opens() throws IOException {
        if (miniserver.is(MiniserverFault.SILENT_HANDSHAKE)) {
            peer.isWaitedOutBy(FOR_EVER);
            return false;
        }
        if (!peer.isWaitedOutBy(Math.max(1, (int) miniserver.handshakeDelay.toMillis()))) {
            return false;
        }
        if (miniserver.is(MiniserverFault.RESTARTING)) {
            peer.respond(503, "text/html", HttpHead.bytes("<html>restarting</html>"));
            return false;
        }
        peer.upgrade(peer.head().header("Sec-WebSocket-Protocol"));
        miniserver.opened();
        if (miniserver.is(MiniserverFault.BLOCKED_CLOSE) || miniserver.is(MiniserverFault.NO_SLOT)) {
            peer.sendClose(miniserver.is(MiniserverFault.NO_SLOT) ? 4008 : 4003);
            peer.read();
            return false;
        }
        return true;
    }

    private void talk() throws IOException {
        while (true) {
            Frame frame = peer.read();
            if (miniserver.is(MiniserverFault.HALF_OPEN)) {
                continue;
            }
            if (frame.opcode() == WebSocketPeer.CLOSE) {
                miniserver.closes().add(frame.closeStatus());
                if (!miniserver.is(MiniserverFault.IGNORE_CLOSE)) {
                    peer.sendClose(frame.closeStatus());
                    return;
                }
            } else if (frame.opcode() == WebSocketPeer.PING) {
                miniserver.commands().add("ping");
            } else if (frame.opcode() == WebSocketPeer.TEXT && !miniserver.is(MiniserverFault.MUTE)) {
                answer(frame.text());
            }
        }
    }

    private void answer(String sent) throws IOException {
        if (sent.equals("keepalive")) {
            miniserver.commands().add(sent);
            if (!miniserver.is(MiniserverFault.NO_KEEPALIVE)) {
                frames(MiniserverWire.frames(MiniserverWire.KEEPALIVE, new byte[0]));
            }
            return;
        }
        String text = answers.to(sent);
        peer.isWaitedOutBy(Math.max(1, (int) miniserver.answerDelay.toMillis()));
        if (miniserver.is(MiniserverFault.TABLE_FIRST)) {
            frames(MiniserverWire.frames(
                    MiniserverWire.VALUES, miniserver.house().values()));
        }
        say(text);
        if (answers.hasSubscribed() && !subscribed) {
            frames(framed(MiniserverWire.VALUES, miniserver.house().values()));
            frames(framed(MiniserverWire.TEXTS, miniserver.house().texts()));
            subscribed = true;
        }
    }

    private byte[] framed(int kind, byte[] table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(estimate(kind, table.length));
        out.writeBytes(MiniserverWire.frames(kind, table));
        return out.toByteArray();
    }

    private byte[] estimate(int kind, int length) {
        boolean low = miniserver.is(MiniserverFault.ESTIMATES_0X01);
        return low || miniserver.is(MiniserverFault.ESTIMATES_0X80)
                ? WebSocketPeer.frame(
                        WebSocketPeer.BINARY, MiniserverWire.header(kind, low ? 0x01 : 0x80, length + 100L))
                : new byte[0];
    }

    private void say(String text) throws IOException {
        byte[] utf8 = HttpHead.bytes(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length + 64);
        out.writeBytes(estimate(MiniserverWire.TEXT, utf8.length));
        out.writeBytes(
                WebSocketPeer.frame(WebSocketPeer.BINARY, MiniserverWire.header(MiniserverWire.TEXT, 0, utf8.length)));
        out.writeBytes(WebSocketPeer.frame(WebSocketPeer.TEXT, utf8));
        frames(out.toByteArray());
    }

    /** Header and payload in one piece, so that nothing of another thread comes between them. */
    void frames(byte[] made) throws IOException {
        peer.frames(made);
    }

    boolean isSubscribed() {
        return subscribed;
    }

    WebSocketPeer peer() {
        return peer;
    }
}
