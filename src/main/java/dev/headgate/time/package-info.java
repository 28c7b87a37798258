/** The one clock. Nothing else in the gateway asks what time it is. */
@NullMarked
package dev.headgate.time;

import org.jspecify.annotations.NullMarked;
