/** What is told of exchanges: the log line, the metrics and the spans. Off the I/O threads. */
@NullMarked
package dev.headgate.telemetry;

import org.jspecify.annotations.NullMarked;
