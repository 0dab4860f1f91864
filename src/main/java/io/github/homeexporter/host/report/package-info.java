/** What programs of the host print: text in, values out. No I/O. */
package io.github.homeexporter.host.report;
