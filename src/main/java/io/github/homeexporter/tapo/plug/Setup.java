package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.Credentials;
import io.github.homeexporter.tapo.wire.Entropy;

/** What a session with a plug is made of. */
public record Setup(Credentials account, Entropy entropy) {}
