/** What devices and the program say to each other: shown, recorded, and played back instead of the device. */
package io.github.homeexporter.tape;
