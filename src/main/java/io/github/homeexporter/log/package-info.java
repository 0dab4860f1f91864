/** What the log looks like. */
package io.github.homeexporter.log;
