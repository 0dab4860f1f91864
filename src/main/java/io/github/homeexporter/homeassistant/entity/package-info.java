/** What an entity of Home Assistant is: its class, unit, name, device. */
package io.github.homeexporter.homeassistant.entity;
