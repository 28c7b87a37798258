/** How long a gateway takes to start, and how long its first requests take then. */
@NullMarked
package dev.headgate.bench.start;

import org.jspecify.annotations.NullMarked;
