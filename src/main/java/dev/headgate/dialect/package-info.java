/**
 * How a provider shapes what its clients read, where the gateway speaks in the provider's place.
 */
@NullMarked
package dev.headgate.dialect;

import org.jspecify.annotations.NullMarked;
