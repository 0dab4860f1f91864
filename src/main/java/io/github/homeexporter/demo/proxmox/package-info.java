/** A simulated Proxmox cluster. */
package io.github.homeexporter.demo.proxmox;
