/** What is asked of a network and how answers are read, as bytes in and bytes out: no sockets, no clock. */
package io.github.homeexporter.discovery.question;
