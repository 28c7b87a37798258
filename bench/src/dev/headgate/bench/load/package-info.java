/**
 * The load: an upstream and its clients on one thread of one process, with a proxy between them.
 * Each event bears the time of its sending and its number, so that delay and loss are seen.
 */
@NullMarked
package dev.headgate.bench.load;

import org.jspecify.annotations.NullMarked;
