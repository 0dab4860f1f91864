/** Devices that are asked over HTTP by a route alone: Camel's {@code http:} and {@code https:}, with an end to what they may answer. */
package io.github.homeexporter.web;
