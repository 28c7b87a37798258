/** Processes: how they end, and what Linux says of their CPU time, memory and files. */
@NullMarked
package dev.headgate.bench.process;

import org.jspecify.annotations.NullMarked;
