package dev.headgate.config;

/**
 * {@code routes[].path}: how the forwarded path differs from the client's.
 *
 * @param stripPrefix taken off the front of the path; starts with a slash and ends without one
 */
public record PathConfig(String stripPrefix) {}
