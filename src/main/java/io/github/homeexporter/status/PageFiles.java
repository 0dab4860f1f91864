package io.github.homeexporter.status;

import io.github.homeexporter.status.StatusAnswer.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The files of the page, from the jar. There are these and no others, whatever a request names. */
final class PageFiles {
    private static final String PAGE = "index.html";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "page.css",
            "text/css; charset=utf-8",
            "page.js",
            SCRIPT,
            "words.js",
            SCRIPT,
            "live.js",
            SCRIPT,
            "chart.js",
            SCRIPT,
            "ask.js",
            SCRIPT,
            "icon.svg",
            "image/svg+xml");

    private record File(byte[] content, String type, String tag) {}

    private static final Map<String, File> FILES =
            TYPES.keySet().stream().collect(Collectors.toUnmodifiableMap(name -> name, PageFiles::read));

    private PageFiles() {}

    static void answerPage(StatusRequest request, Message message) {
        answer(FILES.get(PAGE), request, message);
    }

    /** By the last part of the path. */
    static void answerFile(StatusRequest request, Message message) {
        File file = request.file().equals(PAGE) ? null : FILES.get(request.file());
        if (file == null) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 404);
            message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
            message.setBody("not found\n");
        } else {
            answer(file, request, message);
        }
    }

    private static void answer(File file, StatusRequest request, Message message) {
        boolean known = EntityTag.matches(request.ifNoneMatch(), file.tag());
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, known ? 304 : 200);
        message.setHeader("ETag", file.tag());
        // asked for each time, answered with 304: after an update nobody has the old script with the new page
        message.setHeader("Cache-Control", "no-cache");
        if (!known) {
            message.setHeader(Exchange.CONTENT_TYPE, file.type());
        }
        message.setBody(known || request.head() ? null : file.content());
    }

    private static File read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            byte[] content = in.readAllBytes();
            return new File(content, TYPES.get(name), EntityTag.strong(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
