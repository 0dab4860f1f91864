/** The web pages of an ISG: which there are, their rows, what a cycle reads. */
package io.github.homeexporter.isg.page;
