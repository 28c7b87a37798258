/**
 * The upstream's HTTP/1.1 responses, strictly: bytes in, a head and content out. It knows no
 * socket, thread, clock, buffer pool, route or dialect, and what RFC 9112 leaves in doubt it
 * refuses.
 */
@NullMarked
package dev.headgate.http1;

import org.jspecify.annotations.NullMarked;
