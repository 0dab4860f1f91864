package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.Entry;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikQuirk;
import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.demo.net.WebSocketPeer.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One connection to a simulated controller. */
final class LuxtronikSession {
    private static final List<String> EXTRA =
            List.of("21.5°C", "1130 RPM", "4.0 mA", "0 W", "18.2°C", "0 RPM", "12.1 mA", "350 W", "Aus", "---");

    private final SimulatedLuxtronik controller;
    private final WebSocketPeer peer;
    private final Set<Integer> bases = new LinkedHashSet<>();
    private int base;
    private Entry page;

    LuxtronikSession(SimulatedLuxtronik controller, WebSocketPeer peer, int base) {
        this.controller = controller;
        this.peer = peer;
        this.base = base;
        bases.add(base);
    }

    void run() throws IOException, InterruptedException {
        if (!shakeHands()) {
            return;
        }
        while (true) {
            Frame frame = peer.read();
            if (frame.opcode() == WebSocketPeer.CLOSE) {
                controller.closes().add(frame.closeStatus());
                if (controller.is(LuxtronikQuirk.IGNORE_CLOSE)) {
                    readToTheEnd();
                }
                peer.sendClose(frame.closeStatus());
                return;
            }
            if (frame.opcode() == WebSocketPeer.TEXT) {
                controller.commands().add(frame.text());
                if (!controller.is(LuxtronikQuirk.SILENT) && !answer(frame.text())) {
                    return;
                }
            }
        }
    }

    private boolean shakeHands() throws IOException {
        HttpHead head = peer.head();
        if (controller.is(LuxtronikQuirk.SILENT_HANDSHAKE)) {
            readToTheEnd();
        }
        boolean plain = controller.is(LuxtronikQuirk.WEB_SERVER)
                || !head.header("Upgrade").toLowerCase(Locale.ROOT).equals("websocket");
        if (plain) {
            peer.respond(200, "text/html", HttpHead.bytes("<html><title>Heatpump Control</title></html>"));
            return false;
        }
        if (!head.header("Sec-WebSocket-Protocol").equals(SimulatedLuxtronik.SUBPROTOCOL)
                || controller.is(LuxtronikQuirk.STRICT_HANDSHAKE) && !isStrict(head)) {
            peer.respond(400, "text/plain", HttpHead.bytes("bad request"));
            return false;
        }
        peer.upgrade(controller.is(LuxtronikQuirk.OTHER_SUBPROTOCOL) ? "chat" : SimulatedLuxtronik.SUBPROTOCOL);
        return !controller.is(LuxtronikQuirk.DROP_AT_ONCE);
    }

    private static boolean isStrict(HttpHead head) {
        return head.header("Origin").isEmpty()
                && head.headers().keySet().stream().allMatch(name -> Character.isUpperCase(name.charAt(0)));
    }

    /** A peer that hears everything and does nothing, until the client leaves. */
    private void readToTheEnd() throws IOException {
        while (true) {
            peer.read();
        }
    }

    /** Whether the connection goes on. */
    private boolean answer(String command) throws IOException {
        String[] words = command.split(";");
        switch (words[0]) {
            case "LOGIN" -> say(controller.document(base).navigation(controller.pages));
            case "GET" -> {
                page = find(words.length > 1 ? words[1] : "");
                if (page == null) {
                    return true;
                }
                say(controller.document(base).content(page));
                if (controller.is(LuxtronikQuirk.CLOSE_AFTER_CONTENT)) {
                    peer.sendClose(1001);
                    peer.read();
                }
                return !controller.is(LuxtronikQuirk.DROP_AFTER_CONTENT)
                        && !controller.is(LuxtronikQuirk.CLOSE_AFTER_CONTENT);
            }
            case "REFRESH" -> refresh();
            default -> say("");
        }
        return true;
    }

    /** An old id of this connection still finds its page: only the values move to other addresses. */
    private Entry find(String id) {
        for (int known : bases) {
            for (Entry entry : controller.pages) {
                if (controller.id(known, entry.number()).equals(id)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private void move() {
        base += 0x2_0008;
        bases.add(base);
    }

    private void refresh() throws IOException {
        if (controller.is(LuxtronikQuirk.NEW_IDS_EVERY_REFRESH)) {
            move();
        }
        if (page == null || controller.is(LuxtronikQuirk.NAVIGATION_ON_REFRESH)) {
            move();
            page = null;
            say(controller.document(base).navigation(controller.pages));
        } else if (controller.is(LuxtronikQuirk.CONTENT_ON_REFRESH)) {
            say(controller.document(base).content(page));
        } else {
            List<String> extra = controller.is(LuxtronikQuirk.EXTRA_VALUES) ? EXTRA : List.of();
            boolean nested = controller.is(LuxtronikQuirk.NESTED_REFRESH);
            say(controller.document(base).values(page, nested, extra));
        }
    }

    private void say(String document) throws IOException {
        if (controller.is(LuxtronikQuirk.PING)) {
            peer.send(true, WebSocketPeer.PING, HttpHead.bytes("are you there"));
        }
        String wrong = instead(document, controller);
        if (controller.is(LuxtronikQuirk.BINARY)) {
            peer.send(true, WebSocketPeer.BINARY, HttpHead.bytes(wrong));
        } else if (controller.is(LuxtronikQuirk.LATIN_1)) {
            peer.send(true, WebSocketPeer.TEXT, wrong.getBytes(StandardCharsets.ISO_8859_1));
        } else if (controller.is(LuxtronikQuirk.FRAGMENTED)) {
            peer.sendFragmented(wrong, 100);
        } else {
            peer.sendText(wrong);
        }
        if (controller.is(LuxtronikQuirk.UNASKED)) {
            peer.sendText(wrong);
            peer.sendText(controller.document(base).navigation(controller.pages));
        }
    }

    /** What is said instead of a document, that no controller should say; the document itself when it behaves. */
    static String instead(String document, SimulatedLuxtronik controller) {
        if (controller.is(LuxtronikQuirk.MALFORMED)) {
            return document.replace("</item>", "</itme>").replace("\"id\":", "\"id\"=");
        }
        if (controller.is(LuxtronikQuirk.TRUNCATED)) {
            return document.substring(0, document.length() / 2);
        }
        if (controller.is(LuxtronikQuirk.LARGE)) {
            return document + " ".repeat(3_000_000);
        }
        if (controller.is(LuxtronikQuirk.HUGE)) {
            return document + " ".repeat(50_000_000);
        }
        if (controller.is(LuxtronikQuirk.MANY_ITEMS)) {
            return "<Content><name>x</name>" + "<item id='1'><name>a</name><value>1</value></item>".repeat(30_000)
                    + "</Content>";
        }
        if (controller.is(LuxtronikQuirk.DTD)) {
            return "<?xml version=\"1.0\"?><!DOCTYPE Content [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                    + "<Content><name>x</name><item id='1'><name>a</name><value>&a;</value></item></Content>";
        }
        if (controller.is(LuxtronikQuirk.DEEP)) {
            return "<Content>" + "<item>".repeat(10_000) + "</item>".repeat(10_000) + "</Content>";
        }
        return document;
    }
}
