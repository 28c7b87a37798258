/**
 * The client's side of an exchange: its address, its request body, writing to it, and seeing it
 * leave. Knows nothing of routes and upstreams.
 */
@NullMarked
package dev.headgate.client;

import org.jspecify.annotations.NullMarked;
