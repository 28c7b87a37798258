/**
 * HTTP/2 as its client speaks it: frames, header lists and responses, strictly by RFC 9113; pure,
 * bytes in, values out, without a socket or a clock.
 */
@NullMarked
package dev.headgate.http2;

import org.jspecify.annotations.NullMarked;
