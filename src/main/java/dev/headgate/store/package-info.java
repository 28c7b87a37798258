/** Limits that all replicas share, in Redis. */
@NullMarked
package dev.headgate.store;

import org.jspecify.annotations.NullMarked;
