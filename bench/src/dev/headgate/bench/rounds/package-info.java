/** Runs the scenarios: each contestant in turn within a round, in another order each round. */
@NullMarked
package dev.headgate.bench.rounds;

import org.jspecify.annotations.NullMarked;
