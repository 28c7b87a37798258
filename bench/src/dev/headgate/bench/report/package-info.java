/** What the measurements say: tables in the README, and plots. */
@NullMarked
package dev.headgate.bench.report;

import org.jspecify.annotations.NullMarked;
