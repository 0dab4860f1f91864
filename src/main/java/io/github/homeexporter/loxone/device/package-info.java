/** The Miniserver's own word on its devices: Tree, Air, extensions. */
package io.github.homeexporter.loxone.device;
