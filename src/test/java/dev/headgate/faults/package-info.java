/** What the gateway survives: each fault with its stated outcome. */
@NullMarked
package dev.headgate.faults;

import org.jspecify.annotations.NullMarked;
