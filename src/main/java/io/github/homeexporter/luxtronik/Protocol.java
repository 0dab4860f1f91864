package io.github.homeexporter.luxtronik;

/** Which of a controller's interfaces is read. */
public enum Protocol {
    /** The one of the controller's own web page, with the words that it shows. */
    WEBSOCKET,
    /** Numbers without words: goes on where the web server is off. */
    BINARY,
    /** The WebSocket, and the binary interface where that is refused. */
    AUTO
}
