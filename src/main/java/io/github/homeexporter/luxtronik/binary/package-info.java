/** The binary interface of a Luxtronik controller: two words ask, one array of numbers answers. */
package io.github.homeexporter.luxtronik.binary;
