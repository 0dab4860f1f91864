package io.github.homeexporter.homeassistant.entity;

import java.util.Map;

/**
 * A device of Home Assistant: the device itself, one of its rooms, or a socket of a strip. Home Assistant knows areas of
 * devices only, so the values of a room become a device of their own, behind the one that measures them.
 *
 * @param id part of its identifier and of its discovery topic
 * @param area room to suggest, empty for none
 * @param via id of the device it stands behind, empty for none
 * @param registry what else Home Assistant's registry shows: manufacturer, model, sw_version, hw_version, serial_number, mac
 */
public record DeviceName(String id, String name, String area, String via, Map<String, String> registry) {}
