/** What routes let people choose, and what is chosen now; outputs show it. Scheme {@code select:}. */
package io.github.homeexporter.select;
