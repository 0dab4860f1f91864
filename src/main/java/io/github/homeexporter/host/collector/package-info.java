/** One class for each source of the host's series, and the files they read. */
package io.github.homeexporter.host.collector;
