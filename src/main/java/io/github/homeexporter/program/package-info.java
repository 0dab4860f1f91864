/** What this program is, as its build wrote it down; whoever tells others of it reads it here. */
package io.github.homeexporter.program;
