/** Turns located nodes into records by their components and annotations; knows no block by name. */
@NullMarked
package dev.headgate.config.binding;

import org.jspecify.annotations.NullMarked;
