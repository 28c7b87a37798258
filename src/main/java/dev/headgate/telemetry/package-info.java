/** What is told of exchanges that are over: the log line. Off the I/O threads. */
@NullMarked
package dev.headgate.telemetry;

import org.jspecify.annotations.NullMarked;
