/** The web pages of a Stiebel Eltron Internet Service Gateway (ISG): scheme {@code isg:}. Its Modbus side is {@code modbus:}. */
package io.github.homeexporter.isg;
