/** The states of a Miniserver as series: the tables of events and what each value means; and its own word on its devices. */
package io.github.homeexporter.loxone.state;
