/** The whole gateway on real sockets: what its users rely on. */
@NullMarked
package dev.headgate.gateway;

import org.jspecify.annotations.NullMarked;
