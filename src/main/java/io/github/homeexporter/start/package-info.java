/** What each command does: serve, --check, --once, --demo, and the rest. */
package io.github.homeexporter.start;
