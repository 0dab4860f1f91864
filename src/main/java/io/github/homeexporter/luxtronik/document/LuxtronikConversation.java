package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.conversation.Conversation;
import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.luxtronik.document.Document.DocumentReader;
import io.github.homeexporter.luxtronik.document.Document.LuxtronikItem;
import io.github.homeexporter.luxtronik.document.Document.Menu;
import io.github.homeexporter.luxtronik.document.Document.UnreadableDocument;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Reading.Readings;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a controller: LOGIN brings the menu, GET a page with its values, REFRESH the values again, each {@code interval}.
 * One request is outstanding at a time. Answers say nothing about what they answer and some come unasked, so each is taken
 * for what its root says it is, whether it is the awaited one or not. Of several pages each is fetched whole, one after the
 * other: REFRESH knows only the page that is open.
 */
public final class LuxtronikConversation implements Conversation {
    public static final String KIND = "luxtronik";
    public static final String SUBPROTOCOL = "Lux_WS";
    /** Answers in a row that cannot be read before a new connection is tried. */
    private static final int PATIENCE = 3;

    private final LuxtronikSettings settings;
    private final Clock clock;
    private final DocumentReader reader = new DocumentReader();

    /** The command whose answer is outstanding, else null. */
    private LuxtronikCommand asked;

    private Document.Kind awaited;
    private long askedAt;
    private long nextPoll;
    private long lastGet;
    /** The wanted pages in the menu of this connection; empty before it has come. */
    private List<LuxtronikItem> wanted = List.of();
    /** What each of them had, as far as they were fetched. */
    private final List<LuxtronikPage> pages = new ArrayList<>();
    /** Which of them is open. */
    private int open;

    private boolean wantsGet;
    private int unreadable;
    /** Answers to REFRESH in a row without any value of ours: from the second on only GET is worth asking. */
    private int misses;

    /** @param clock the time the values carry; deadlines count on the {@code now} of each call */
    public LuxtronikConversation(LuxtronikSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void opened(Line line, long now) {
        nextPoll = now;
        poll(line, now);
    }

    @Override
    public void text(String message, Line line, long now) {
        Document document;
        try {
            document = reader.read(message);
        } catch (UnreadableDocument e) {
            unreadable(e.reason(), e.getMessage(), line, now);
            return;
        }
        switch (document.kind()) {
            case NAVIGATION -> navigation(document.root(), line, now);
            case CONTENT -> content(document.root(), line, now);
            case VALUES -> values(document.root(), line, now);
            default -> line.error("unexpected");
        }
    }

    /** Controllers speak text; whatever this is, it is no answer. */
    @Override
    public void binary(ByteBuffer message, Line line, long now) {
        line.error("binary");
    }

    @Override
    public void tick(Line line, long now) {
        if (asked != null) {
            if (now - askedAt > settings.answerWithin().toNanos()) {
                line.fail(LuxtronikFaults.silent(asked, settings.answerWithin()));
            }
        } else if (now - nextPoll >= 0) {
            poll(line, now);
        }
    }

    @Override
    public Fault closed(int code, String reason) {
        return asked != null && asked.isLogin() ? LuxtronikFaults.droppedAtLogin() : null;
    }

    @Override
    public int maxMessageSize() {
        return DocumentReader.LONGEST;
    }

    private void poll(Line line, long now) {
        // keeps the beat: a tick that comes late does not shift all that follow
        nextPoll = Math.max(nextPoll + settings.interval().toNanos(), now);
        open = 0;
        if (wanted.isEmpty()) {
            ask(LuxtronikCommand.login(settings.password()), Document.Kind.NAVIGATION, line, now);
        } else if (wanted.size() > 1
                || page() == null
                || wantsGet
                || misses > 1
                || settings.mode() == PollMode.GET
                || isRegetDue(now)) {
            get(line, now);
        } else {
            ask(LuxtronikCommand.refresh(), Document.Kind.VALUES, line, now);
        }
    }

    private boolean isRegetDue(long now) {
        return !settings.reget().isZero() && now - lastGet >= settings.reget().toNanos();
    }

    private void get(Line line, long now) {
        ask(LuxtronikCommand.get(wanted.get(open).id()), Document.Kind.CONTENT, line, now);
    }

    /** The only place that sends. */
    private void ask(LuxtronikCommand command, Document.Kind answer, Line line, long now) {
        asked = command;
        awaited = answer;
        askedAt = now;
        line.send(command.text());
    }

    private boolean awaits(Document.Kind kind) {
        return asked != null && awaited == kind;
    }

    private void navigation(LuxtronikItem root, Line line, long now) {
        List<LuxtronikItem> menu = root.items().stream()
                .filter(i -> LuxtronikCommand.isArgument(i.id()))
                .toList();
        List<LuxtronikItem> chosen = new ArrayList<>();
        for (String name : settings.pages()) {
            LuxtronikItem page = Menu.choose(menu, name, settings.language());
            if (page == null && !name.isEmpty()) {
                line.fail(LuxtronikFaults.noSuchPage(
                        name, menu.stream().map(LuxtronikItem::name).toList()));
                return;
            }
            if (page != null) {
                chosen.add(page);
            }
        }
        if (chosen.isEmpty()) {
            unreadable("navigation", "a menu without pages", line, now);
        } else if (awaits(Document.Kind.NAVIGATION) || awaits(Document.Kind.VALUES)) {
            // after REFRESH it means that the controller has no page open for us
            readable();
            wanted = chosen;
            open = 0;
            get(line, now);
        } else {
            line.error("unexpected");
            wantsGet |= !ids(chosen).equals(ids(wanted));
            wanted = chosen;
        }
    }

    private static List<String> ids(List<LuxtronikItem> items) {
        return items.stream().map(LuxtronikItem::id).toList();
    }

    /** The open one as it was last; null before it was fetched. */
    private LuxtronikPage page() {
        return open < pages.size() ? pages.get(open) : null;
    }

    private void content(LuxtronikItem root, Line line, long now) {
        if (!root.hasNamedLeaf() && awaits(Document.Kind.VALUES)) {
            values(root, line, now);
            return;
        }
        boolean answer = awaits(Document.Kind.CONTENT) || awaits(Document.Kind.VALUES);
        if (!answer && (page() == null || !page().knows(root))) {
            line.error("unexpected");
            return;
        }
        LuxtronikPage fresh = new LuxtronikPage(
                settings.device(),
                root,
                page(),
                open == 0 ? "" : wanted.get(open).name());
        if (fresh.isEmpty()) {
            unreadable("empty", "a page without values", line, now);
            return;
        }
        if (open < pages.size()) {
            pages.set(open, fresh);
        } else {
            pages.add(fresh);
        }
        lastGet = now;
        wantsGet = false;
        if (answer) {
            readable();
            if (open + 1 < wanted.size()) {
                open++;
                get(line, now);
                return;
            }
        }
        publish(line);
    }

    private void values(LuxtronikItem root, Line line, long now) {
        boolean answer = awaits(Document.Kind.VALUES);
        if (page() == null) {
            line.error("unexpected");
            return;
        }
        LuxtronikPage.Match match = page().update(root);
        if (match.known() == 0) {
            line.error("unknown_ids");
            if (answer) {
                readable();
                misses++;
                get(line, now);
            }
            return;
        }
        misses = 0;
        if (answer) {
            readable();
        }
        publish(line);
        if (match.changed() && answer) {
            get(line, now);
        } else {
            wantsGet |= match.changed();
        }
    }

    /** What was asked has been answered. */
    private void readable() {
        asked = null;
        unreadable = 0;
    }

    /** Taken for the answer to what was asked: the next one is tried soon, the connection stays. */
    private void unreadable(String reason, String what, Line line, long now) {
        line.error(reason);
        unreadable++;
        if (unreadable >= PATIENCE) {
            line.fail(LuxtronikFaults.unreadable(reason, unreadable, what));
        } else if (asked != null) {
            asked = null;
            Duration soon = settings.interval().compareTo(settings.answerWithin()) < 0
                    ? settings.interval()
                    : settings.answerWithin();
            nextPoll = now + soon.toNanos();
        }
    }

    private void publish(Line line) {
        line.emit(new Batch(
                settings.device(),
                KIND,
                settings.interval(),
                true,
                settings.naming(),
                clock.millis(),
                new Readings(
                        pages.stream().flatMap(page -> page.readings().stream()).toList())));
        line.ready();
    }
}
