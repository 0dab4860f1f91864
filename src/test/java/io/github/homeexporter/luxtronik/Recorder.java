package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import java.util.ArrayList;
import java.util.List;

/** A line that leads nowhere and remembers what was said into it. */
public final class Recorder implements Line {
    public final List<String> sent = new ArrayList<>();
    public final List<Batch> batches = new ArrayList<>();
    public final List<String> errors = new ArrayList<>();
    public final List<Fault> faults = new ArrayList<>();
    public int ready;

    @Override
    public void send(String text) {
        sent.add(text);
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
    public void error(String reason) {
        errors.add(reason);
    }

    @Override
    public void fail(Fault fault) {
        faults.add(fault);
    }

    public Batch last() {
        return batches.get(batches.size() - 1);
    }

    public List<Reading> readings() {
        return ((Readings) last().values()).list();
    }

    public Reading reading(String section, String name) {
        return readings().stream()
                .filter(r -> r.section().equals(section) && r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + section + " / " + name + " in " + readings()));
    }

    public List<Reading> all(String section, String name) {
        return readings().stream()
                .filter(r -> r.section().equals(section) && r.name().equals(name))
                .toList();
    }
}
