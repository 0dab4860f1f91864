/** What the kernel writes under /proc, /sys and the cgroup file systems: text in, values out. No I/O. */
package io.github.homeexporter.host.proc;
