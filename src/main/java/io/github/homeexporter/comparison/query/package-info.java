/** What dashboards and rules ask, and whether a page has an answer. */
package io.github.homeexporter.comparison.query;
