package io.github.homeexporter.modbus.protocol;

/** Bytes that are no answer to what was asked. */
public class MalformedReply extends Exception {
    MalformedReply(String sentence) {
        super(sentence);
    }
}
