/** What the system says of a process: its CPU time, memory and file descriptors. Linux only. */
@NullMarked
package dev.headgate.bench.process;

import org.jspecify.annotations.NullMarked;
