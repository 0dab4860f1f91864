/** All that only the files and variables of the replaced exporters need; only {@code start} knows it. */
package io.github.homeexporter.replaced;
