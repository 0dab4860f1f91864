/** Which devices of the home answer when they are asked politely, as lines for application.properties; scheme {@code discovery:}. */
package io.github.homeexporter.discovery;
