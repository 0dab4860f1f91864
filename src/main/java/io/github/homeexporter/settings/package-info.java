/** The settings, and the sources that say them. */
package io.github.homeexporter.settings;
