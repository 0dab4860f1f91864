/** Settings, their sources and their checks; routes found, proved and reloaded safely; what the command line offers. */
package io.github.homeexporter.config;
