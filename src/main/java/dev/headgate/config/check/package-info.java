/** What must hold between blocks, and what is hardly meant so. */
@NullMarked
package dev.headgate.config.check;

import org.jspecify.annotations.NullMarked;
