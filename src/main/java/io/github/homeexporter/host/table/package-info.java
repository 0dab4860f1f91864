/** The rows and columns that collectors fill. */
package io.github.homeexporter.host.table;
