package io.github.homeexporter.isg;

/** A page that was not read. */
final class PageFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean lasting;

    private PageFault(String reason, String sentence, boolean lasting) {
        super(sentence);
        this.reason = reason;
        this.lasting = lasting;
    }

    /** Of this page; the others may be well. */
    static PageFault ofPage(String reason, String sentence) {
        return new PageFault(reason, sentence, false);
    }

    /** Of the ISG: the other pages are not worth asking for in this cycle. */
    static PageFault ofDevice(String reason, String sentence) {
        return new PageFault(reason, sentence, true);
    }

    /** A word for the label {@code reason}. */
    String reason() {
        return reason;
    }

    boolean isOfDevice() {
        return lasting;
    }
}
