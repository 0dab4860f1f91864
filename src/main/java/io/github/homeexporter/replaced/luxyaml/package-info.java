/** The file of luxtronik2-exporter: what of it our rules do already, and its filters, templates of Go, as rules of ours. */
package io.github.homeexporter.replaced.luxyaml;
