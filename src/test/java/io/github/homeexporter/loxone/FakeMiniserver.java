package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Samples;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** The other end of a conversation, without a socket: really decrypts, really checks hashes, answers in order. */
public final class FakeMiniserver implements Line {
    static final String USER = "mocker@home";
    public static final String PASSWORD = "pa:ss/wörd";
    static final String KEY = "41434633443134324337383441373035453333424344364133373431333430413642333442334244";
    static final String SALT = "31306137336533622D303163352D313732662D66666666616362383139643462636139";

    public final List<String> asked = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    public final List<String> errors = new ArrayList<>();
    final Map<String, Deque<String>> scripted = new HashMap<>();
    public final Map<String, Long> delays = new HashMap<>();
    public Fault fault;
    /** Why the connection is of no use, in order. */
    final List<Fault> useless = new ArrayList<>();

    public int ready;
    public int failedLogins;
    int keepalives;
    boolean answersKeepalive = true;
    public boolean mute;
    public boolean estimates;
    public String algorithm = "SHA256";
    public String password = PASSWORD;
    public String token = "TOKEN-1";
    String structure = House.text();
    String structureVersion = "2026-01-10 13:24:37";
    public long validUntil = 600_000_000;
    long now = 1_000;
    LoxoneConversation conversation;

    private final Queue<Runnable> due = new ArrayDeque<>();
    final EncryptedCommands encrypted = new EncryptedCommands();
    private String unanswered;

    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static PublicKey publicKey() {
        return EncryptedCommands.RSA.getPublic();
    }

    /** Makes the connection and lets both talk until nothing is left to say. */
    public FakeMiniserver accept(LoxoneConversation with) {
        conversation = with;
        fault = null;
        encrypted.salt = null;
        conversation.opened(this, now);
        settle();
        return this;
    }

    void settle() {
        for (Runnable next = due.poll(); next != null; next = due.poll()) {
            next.run();
        }
    }

    /** Lets time go by a quarter of a second at a time. */
    public void elapse(long seconds) {
        for (long i = 0; i < seconds * 4; i++) {
            now += 250_000_000L;
            if (fault == null) {
                conversation.tick(this, now);
                settle();
            }
        }
    }

    public void table(int kind, ByteBuffer table) {
        if (estimates) {
            conversation.binary(Wire.header(kind, 0x80, table.remaining() + 99L), this, now);
        }
        conversation.binary(Wire.header(kind, table.remaining()), this, now);
        conversation.binary(table, this, now);
    }

    public void say(String text) {
        if (estimates) {
            conversation.binary(Wire.header(0, 0x80, text.length() + 99L), this, now);
        }
        conversation.binary(Wire.header(0, Wire.utf8(text)), this, now);
        conversation.text(text, this, now);
    }

    /** Answers the next command of that verb with this code, or with this whole text when it is no number. */
    public FakeMiniserver script(String verb, String... answers) {
        scripted.computeIfAbsent(verb, v -> new ArrayDeque<>()).addAll(Arrays.asList(answers));
        return this;
    }

    /** What the last batches say, one line a sample; a series that goes says NaN. */
    List<String> samples() {
        List<String> lines = new ArrayList<>();
        for (Batch batch : batches) {
            Samples samples = (Samples) batch.values();
            for (int i = 0; i < samples.size(); i++) {
                lines.add(samples.series(i) + " " + samples.value(i));
            }
        }
        return lines;
    }

    @Override
    public void send(String text) {
        if (text.equals("keepalive")) {
            keepalives++;
            if (answersKeepalive && !mute) {
                due.add(() -> conversation.binary(Wire.header(6, 0), this, now));
            }
            return;
        }
        String command = text.startsWith("jdev/sys/enc/") ? encrypted.decrypted(text) : text;
        String verb = verb(command);
        asked.add(verb);
        if (mute) {
            unanswered = text;
        } else {
            String answer = answer(verb, command);
            due.add(() -> {
                now += delays.getOrDefault(verb, 0L) * 1_000_000_000L;
                say(answer);
            });
        }
    }

    /** Answers at last what it left unanswered. */
    public void repeat() {
        asked.clear();
        send(unanswered);
        settle();
    }

    private static String verb(String command) {
        String[] parts = command.split("/");
        boolean plain = command.startsWith("authenticate") || command.startsWith("authwithtoken");
        return plain ? parts[0] : command.startsWith("data/") ? parts[1] : parts[2];
    }

    private String answer(String verb, String command) {
        Deque<String> script = scripted.get(verb);
        if (script != null && !script.isEmpty()) {
            String next = script.remove();
            return next.matches("\\d+") ? ll(command, next, "\"\"") : next;
        }
        String[] parts = command.split("/");
        return switch (verb) {
            case "keyexchange" -> keyExchange(command);
            case "getkey" -> ll(command, "200", "\"" + KEY + "\"");
            case "getkey2" ->
                ll(
                        command,
                        "200",
                        "{\"key\":\"" + KEY + "\",\"salt\":\"" + SALT + "\""
                                + (algorithm.isEmpty() ? "" : ",\"hashAlg\":\"" + algorithm + "\"") + "}");
            case "getjwt", "gettoken" ->
                check(
                        command,
                        parts[3],
                        key().passwordHash(USER, password),
                        "{\"token\":\"" + token + "\",\"key\":\"00\",\"validUntil\":" + validUntil
                                + ",\"tokenRights\":4}");
            case "authwithtoken" ->
                check(command, parts[1], key().tokenHash(token), "{\"validUntil\":" + validUntil + "}");
            case "refreshjwt", "refreshtoken" -> {
                String old = key().tokenHash(token);
                token = token + "'";
                yield check(command, parts[3], old, "{\"token\":\"" + token + "\",\"validUntil\":" + validUntil + "}");
            }
            case "killtoken" -> check(command, parts[3], key().tokenHash(token), "\"1\"");
            case "authenticate" ->
                check(
                        command,
                        parts[1],
                        new OneTimeKey(KEY, "", HashAlgorithm.SHA1).legacyHash(USER, password),
                        "\"1\"");
            case "LoxAPPversion3" -> ll(command, "200", "\"" + structureVersion + "\"");
            case "LoxAPP3.json" -> structure;
            case "enablebinstatusupdate" -> ll(command, "200", "\"1\"");
            default -> ll(command, "404", "\"\"");
        };
    }

    private OneTimeKey key() {
        return new OneTimeKey(KEY, SALT, HashAlgorithm.named(algorithm));
    }

    private String check(String command, String sent, String wanted, String value) {
        if (sent.equals(wanted)) {
            return ll(command, "200", value);
        }
        failedLogins++;
        return ll(command, "401", "{\"lastEdit\":1,\"unix\":2}");
    }

    /** As some firmware repeats it: without the j, the code now as text, now as number. */
    private static String ll(String command, String code, String value) {
        String control = command.startsWith("jdev") ? command.substring(1) : command;
        return "{\"LL\": {\"control\": \"" + control + "\", \"value\": " + value + ", \"Code\": "
                + (code.equals("200") ? "\"200\"" : code) + "}}";
    }

    private String keyExchange(String command) {
        try {
            encrypted.exchange(command.substring("jdev/sys/keyexchange/".length()));
            return ll(command, "200", "\"b25l\"");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return ll(command, "401", "\"\"");
        }
    }

    @Override
    public void emit(Batch batch) {
        batches.add(batch);
    }

    @Override
    public void ready() {
        ready++;
    }

    @Override
    public void unusable(Fault why) {
        useless.add(why);
    }

    @Override
    public void error(String reason) {
        errors.add(reason);
    }

    @Override
    public void fail(Fault why) {
        if (fault != null) {
            throw new AssertionError("failed twice: " + fault + ", " + why);
        }
        fault = why;
    }
}
