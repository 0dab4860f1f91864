package io.github.homeexporter.modbus;

/** Bytes that are no answer to what was asked. */
class MalformedReply extends Exception {
    MalformedReply(String sentence) {
        super(sentence);
    }
}
