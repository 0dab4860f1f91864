package io.github.homeexporter.modbus;

/** A write or a reading on demand that did not come about. */
public class WriteFault extends Exception {
    WriteFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    WriteFault(String sentence) {
        super(sentence);
    }
}
