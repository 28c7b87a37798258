/**
 * Which route takes a request, and what a route is made of. Knows nothing of connections and bytes
 * in flight.
 */
@NullMarked
package dev.headgate.route;

import org.jspecify.annotations.NullMarked;
