/** Where the program runs: container, virtual machine, bare metal; decided from evidence handed in. No I/O. */
package io.github.homeexporter.host.environment;
