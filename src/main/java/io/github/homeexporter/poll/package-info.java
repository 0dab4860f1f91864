/** One schedule for every device that is asked, and one way to judge an option. */
package io.github.homeexporter.poll;
