/** The built-in demo upstream: recorded provider streams at a lifelike pace, no network, no key. */
@NullMarked
package dev.headgate.demo;

import org.jspecify.annotations.NullMarked;
