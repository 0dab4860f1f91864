/** TP-Link Tapo and Kasa plugs: finds them, reads them over whichever transport they speak, and never switches one. */
package io.github.homeexporter.tapo;
