/** Streams of events as bytes: where an event ends, and what it holds. Pure. */
@NullMarked
package dev.headgate.sse;

import org.jspecify.annotations.NullMarked;
