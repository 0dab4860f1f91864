package io.github.homeexporter.isg.sgready;

/** The heat pump could not be told. */
class SgReadyFault extends Exception {
    SgReadyFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
