package io.github.homeexporter.isg.page;

/** A page that was not read. */
public final class PageFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean lasting;

    private PageFault(String reason, String sentence, boolean lasting) {
        super(sentence);
        this.reason = reason;
        this.lasting = lasting;
    }

    /** Of this page; the others may be well. */
    public static PageFault ofPage(String reason, String sentence) {
        return new PageFault(reason, sentence, false);
    }

    /** Of the ISG: the other pages are not worth asking for in this cycle. */
    public static PageFault ofDevice(String reason, String sentence) {
        return new PageFault(reason, sentence, true);
    }

    /** A word for the label {@code reason}. */
    public String reason() {
        return reason;
    }

    public boolean isOfDevice() {
        return lasting;
    }
}
