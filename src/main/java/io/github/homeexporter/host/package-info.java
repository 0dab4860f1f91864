/** The host the program runs on, or the container: memory, CPU, disks, network, processes, temperatures; scheme {@code host:}. */
package io.github.homeexporter.host;
