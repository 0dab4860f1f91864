package io.github.homeexporter.modbus;

/** Carries one request to a device and brings its answer. */
@FunctionalInterface
interface Transport {
    Reply ask(Request request) throws Unanswered, InterruptedException;
}
