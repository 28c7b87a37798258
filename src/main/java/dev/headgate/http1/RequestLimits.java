package dev.headgate.http1;

/**
 * How large the head of a request may be.
 *
 * @param headBytesMax request line and header, line ends included
 * @param targetBytesMax the request target
 * @param fieldsMax field lines
 */
public record RequestLimits(int headBytesMax, int targetBytesMax, int fieldsMax) {}
