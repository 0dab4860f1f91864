/** Proxmox VE through its API, or through its commands: guests, nodes, cluster, storage. Scheme {@code proxmox:}. */
package io.github.homeexporter.host.proxmox;
