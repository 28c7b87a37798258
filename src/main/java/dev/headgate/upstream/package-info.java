/**
 * The upstream's side of an exchange: targets, names, connections and their pools, sending a
 * request and receiving its response. Knows nothing of routes and clients.
 */
@NullMarked
package dev.headgate.upstream;

import org.jspecify.annotations.NullMarked;
