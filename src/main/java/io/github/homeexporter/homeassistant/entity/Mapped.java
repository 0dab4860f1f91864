package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.Series;
import java.util.List;
import java.util.Map;

/**
 * What a device's series are in Home Assistant at one moment.
 *
 * @param places by id, the device itself first
 * @param entities by key
 * @param sources by key: the series an entity's state is made of, in order
 */
public record Mapped(Map<String, DeviceName> places, Map<String, Entity> entities, Map<String, List<Series>> sources) {}
