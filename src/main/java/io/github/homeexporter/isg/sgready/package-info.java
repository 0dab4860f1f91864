/** SG Ready by alerts: which level the firing alerts want, and how it reaches the heat pump: scheme {@code sgready:}. */
package io.github.homeexporter.isg.sgready;
