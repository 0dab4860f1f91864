package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.tapo.wire.WireResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** A plug's end of a transport over HTTP. */
interface PlugServer {
    WireResponse answer(String target, String cookie, byte[] body) throws IOException, GeneralSecurityException;
}
