/** Route files: found, tried, loaded, reloaded. */
package io.github.homeexporter.routes;
