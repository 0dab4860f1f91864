/** The states of a Miniserver as series: the tables of events and what each value means. */
package io.github.homeexporter.loxone.state;
