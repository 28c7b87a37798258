/**
 * Values that blocks are made of: sizes, times, rates, addresses, secrets, certificates; each reads
 * itself from text.
 */
@NullMarked
package dev.headgate.config.value;

import org.jspecify.annotations.NullMarked;
