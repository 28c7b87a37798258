/** The life of one exchange: gate, match, admit, open, relay, record. */
@NullMarked
package dev.headgate.proxy;

import org.jspecify.annotations.NullMarked;
