package dev.headgate.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The head of a request to an upstream, HTTP/1.1. Names and values come from a head that was
 * already checked, or from the configuration.
 */
public final class ForwardedHead {
  private final String method;
  private final String pathAndQuery;
  private final boolean hostGiven;
  private final String fields;

  private ForwardedHead(Builder builder) {
    this.method = builder.method;
    this.pathAndQuery = builder.pathAndQuery;
    this.hostGiven = builder.hostGiven;
    this.fields = builder.fields.toString();
  }

  /** Whether the response has no body whatever its header says, RFC 9110 §9.3.2. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether sending it twice does no more than sending it once, RFC 9110 §9.2.2. */
  boolean isIdempotent() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** The head as bytes for that target. */
  ByteBuffer encode(Target target) {
    StringBuilder head = new StringBuilder(fields.length() + 256);
    head.append(method).append(' ').append(target.basePath()).append(pathAndQuery);
    head.append(" HTTP/1.1\r\n");
    if (!hostGiven) {
      head.append("Host: ").append(target.authority()).append("\r\n");
    }
    head.append(fields).append("\r\n");
    return ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Collects the fields of a {@link ForwardedHead}, in order. */
  public static final class Builder {
    private final String method;
    private final String pathAndQuery;
    private final StringBuilder fields = new StringBuilder(512);
    private boolean hostGiven;

    /** A request for that path and query, as the upstream is to see them. */
    public Builder(String method, String pathAndQuery) {
      this.method = method;
      this.pathAndQuery = pathAndQuery;
    }

    /** Adds a field line. A Host given here replaces the target's own. */
    public Builder add(String name, String value) {
      hostGiven |= name.equalsIgnoreCase("Host");
      fields.append(name).append(": ").append(value).append("\r\n");
      return this;
    }

    /** The head. */
    public ForwardedHead build() {
      return new ForwardedHead(this);
    }
  }
}
