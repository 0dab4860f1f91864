/** The interface of a Luxtronik controller that speaks documents: menu, pages, items, the conversation. */
package io.github.homeexporter.luxtronik.document;
