/** The series of two pages and in what they differ. */
package io.github.homeexporter.comparison.series;
