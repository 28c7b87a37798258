/** The proxies that are compared: how each is started, found listening, and stopped. */
@NullMarked
package dev.headgate.bench.proxies;

import org.jspecify.annotations.NullMarked;
