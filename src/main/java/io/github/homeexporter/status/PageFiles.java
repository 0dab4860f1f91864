package io.github.homeexporter.status;

import io.github.homeexporter.status.StatusAnswer.EntityTag;
import io.github.homeexporter.status.StatusProducer.StatusRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The files of the page, from the jar. There are these and no others, whatever a request names. */
final class PageFiles {
    private static final String PAGE = "index.html";
    private static final Set<String> NAMES =
            Set.of(PAGE, "page.css", "page.js", "words.js", "live.js", "chart.js", "ask.js", "icon.svg");

    private record File(byte[] content, String type, String tag) {}

    private static final Map<String, File> FILES =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, PageFiles::read));

    private PageFiles() {}

    static void answerPage(StatusRequest request, Message message) {
        answer(FILES.get(PAGE), request, message);
    }

    /** By the last part of the path. */
    static void answerFile(StatusRequest request, Message message) {
        File file = request.file().equals(PAGE) ? null : FILES.get(request.file());
        if (file == null) {
            StatusAnswer.plain(message, 404, "not found\n");
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
            return new File(content, type(name), EntityTag.strong(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.indexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
