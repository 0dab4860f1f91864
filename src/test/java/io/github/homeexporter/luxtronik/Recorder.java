package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.Fault;
import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Readings;
import java.util.ArrayList;
import java.util.List;

/** A line that leads nowhere and remembers what was said into it. */
final class Recorder implements Line {
    final List<String> sent = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    int ready;

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

    Batch last() {
        return batches.get(batches.size() - 1);
    }

    List<Reading> readings() {
        return ((Readings) last().values()).list();
    }

    Reading reading(String section, String name) {
        return readings().stream()
                .filter(r -> r.section().equals(section) && r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + section + " / " + name + " in " + readings()));
    }

    List<Reading> all(String section, String name) {
        return readings().stream()
                .filter(r -> r.section().equals(section) && r.name().equals(name))
                .toList();
    }
}
