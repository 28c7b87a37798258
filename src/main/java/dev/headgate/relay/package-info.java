/**
 * Moves a response from the upstream to the client: what passes, when it is flushed, how much is
 * held, and when waiting ends.
 */
@NullMarked
package dev.headgate.relay;

import org.jspecify.annotations.NullMarked;
