/** Whole gateways, raw clients and scripted upstreams for tests on real sockets. */
@NullMarked
package dev.headgate.testing;

import org.jspecify.annotations.NullMarked;
