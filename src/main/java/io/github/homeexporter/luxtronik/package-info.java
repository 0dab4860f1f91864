/** Heat pump controllers Luxtronik 2.0 and 2.1 over their own WebSocket (firmware 3.81 and later), read only. */
package io.github.homeexporter.luxtronik;
