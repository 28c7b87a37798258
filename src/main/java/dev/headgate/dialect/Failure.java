package dev.headgate.dialect;

/**
 * What a client is told of a stream or a request that failed.
 *
 * @param code the machine-readable cause
 * @param status the HTTP status that says the same
 * @param sentence what happened, for people
 * @param requestId names the exchange in the gateway's log
 */
public record Failure(String code, int status, String sentence, String requestId) {}
