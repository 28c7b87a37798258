/** What was measured, kept as files of comma-separated values, and its medians. */
@NullMarked
package dev.headgate.bench.results;

import org.jspecify.annotations.NullMarked;
