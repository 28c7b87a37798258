/** What operators put around the gateway, run for real in containers. */
@NullMarked
package dev.headgate.examples;

import org.jspecify.annotations.NullMarked;
