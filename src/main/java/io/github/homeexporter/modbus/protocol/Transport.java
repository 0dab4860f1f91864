package io.github.homeexporter.modbus.protocol;

/** Carries one request to a device and brings its answer. */
public interface Transport {
    Reply ask(Request request) throws Unanswered, InterruptedException;
}
