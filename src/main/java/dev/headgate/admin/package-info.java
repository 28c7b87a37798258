/** What operators and probes ask of a running gateway. Never open to the public. */
@NullMarked
package dev.headgate.admin;

import org.jspecify.annotations.NullMarked;
