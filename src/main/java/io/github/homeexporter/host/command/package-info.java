/** The few programs of the host that are run: which, how, and what they said. Nobody else starts a process. */
package io.github.homeexporter.host.command;
