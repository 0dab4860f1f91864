/** The values that flow through the house and the store that keeps the last of each. Everything else builds on this package. */
package io.github.homeexporter.sample;
