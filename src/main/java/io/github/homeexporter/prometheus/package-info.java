/** The page a Prometheus server scrapes: the store rendered as text, with what the program's own meters say behind it. */
package io.github.homeexporter.prometheus;
