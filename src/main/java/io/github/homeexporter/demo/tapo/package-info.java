/** Simulated plugs and strips of TP-Link. */
package io.github.homeexporter.demo.tapo;
