/** A simulated Luxtronik controller. */
package io.github.homeexporter.demo.luxtronik;
