/** Many short streams with every kind of ending, and a look at what they leave behind. */
@NullMarked
package dev.headgate.bench.soak;

import org.jspecify.annotations.NullMarked;
