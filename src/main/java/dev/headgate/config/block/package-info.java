/** The blocks of the file, a record each, and the defaults that are built in. */
@NullMarked
package dev.headgate.config.block;

import org.jspecify.annotations.NullMarked;
