/** Telegrams of electricity meters, binary (SML) or text (IEC 62056-21, DSMR P1), as bytes in and samples out: no sockets, no clock. */
package io.github.homeexporter.obis.telegram;
