/** Starts the gateway from a configuration, puts its parts together, and stops it. */
@NullMarked
package dev.headgate.server;

import org.jspecify.annotations.NullMarked;
