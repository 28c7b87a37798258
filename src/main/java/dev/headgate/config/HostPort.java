package dev.headgate.config;

/**
 * An address to listen on.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 0 to 65535; 0 takes any free port
 */
public record HostPort(String host, int port) {}
