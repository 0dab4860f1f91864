/** The one HTTP port: who may ask, how much, how long, and over TLS or not. What is answered is the routes' business. */
package io.github.homeexporter.http;
