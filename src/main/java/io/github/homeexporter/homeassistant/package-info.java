/** MQTT for Home Assistant: device-based discovery, availability and states. Scheme {@code homeassistant:}. */
package io.github.homeexporter.homeassistant;
