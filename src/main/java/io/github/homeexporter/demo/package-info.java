/** Simulated devices that speak the real wire protocols, for {@code --demo} and for tests; they can also misbehave. */
package io.github.homeexporter.demo;
