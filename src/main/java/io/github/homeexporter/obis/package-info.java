/** What electricity meters say, by the numbers of OBIS: data format {@code obis}, for the routes of people. */
package io.github.homeexporter.obis;
