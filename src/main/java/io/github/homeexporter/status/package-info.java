/** How the program and its devices are: for health checks and, on one plain page, for people. */
package io.github.homeexporter.status;
