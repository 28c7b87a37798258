/** The shared nouns: how an exchange ended, how far it had come, and its facts. Pure data. */
@NullMarked
package dev.headgate.exchange;

import org.jspecify.annotations.NullMarked;
