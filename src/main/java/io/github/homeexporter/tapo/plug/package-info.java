/** What is asked of a plug and what its answers mean, for the SMART and the IOT family. */
package io.github.homeexporter.tapo.plug;
