/** How a Miniserver is logged in to: keys, hashes, tokens, and what its refusals mean. */
package io.github.homeexporter.loxone.login;
