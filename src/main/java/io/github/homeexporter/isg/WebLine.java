package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.PageFault;
import io.github.homeexporter.isg.page.PageId;
import java.util.Map;

/** The way to the web server of one ISG, with one cookie jar. Not for use by two threads at a time. */
interface WebLine {
    /**
     * What the server sent.
     *
     * @param charset as the answer's head names it, or null
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, String charset, byte[] body) {}

    Answer get(PageId page) throws PageFault;

    Answer post(PageId page, Map<String, String> form) throws PageFault;

    /** Lets the session's cookies go. */
    void forget();
}
