package dev.headgate.upstream;

import dev.headgate.http1.Fields;
import dev.headgate.http2.RequestBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request to an upstream. Names and values come from a head that was already checked,
 * or from the configuration.
 */
public final class ForwardedHead {
  private static final String HOST = "host";
  private static final String TRANSFER_ENCODING = "transfer-encoding";

  /** What HTTP/2 has no place for, or says in its own way, RFC 9113 §8.2.2; in small letters. */
  private static final Set<String> NOT_IN_HTTP2 =
      Set.of(
          "connection", HOST, "keep-alive", "proxy-connection", "te", TRANSFER_ENCODING, "upgrade");

  private final String method;
  private final String pathAndQuery;
  private final List<Fields.Field> fields;
  private final @Nullable String host;
  private final boolean chunked;

  private ForwardedHead(Builder builder) {
    this.method = builder.method;
    this.pathAndQuery = builder.pathAndQuery;
    this.fields = builder.fields;
    this.host = builder.host;
    this.chunked = builder.chunked;
  }

  /** Whether the response has no body whatever its header says, RFC 9110 §9.3.2. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether HTTP/1.1 sends the body in chunks. */
  boolean isChunked() {
    return chunked;
  }

  /** Whether sending it twice does no more than sending it once, RFC 9110 §9.2.2. */
  boolean isIdempotent() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** The head as bytes of HTTP/1.1 for that target. */
  ByteBuffer encode(Target target) {
    StringBuilder head = new StringBuilder(1024);
    head.append(method).append(' ').append(target.basePath()).append(pathAndQuery);
    head.append(" HTTP/1.1\r\n");
    if (host == null) {
      head.append("Host: ").append(target.authority()).append("\r\n");
    }
    for (Fields.Field field : fields) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    head.append("\r\n");
    return ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The head as a header block of HTTP/2 for that target, RFC 9113 §8.3.1. */
  byte[] block(Target target) {
    RequestBlock block =
        new RequestBlock()
            .add(":method", method)
            .add(":scheme", target.tls() != null ? "https" : "http")
            .add(":authority", host == null ? target.authority() : host)
            .add(":path", target.basePath() + pathAndQuery);
    for (Fields.Field field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!NOT_IN_HTTP2.contains(name)) {
        block.add(name, field.value());
      }
    }
    return block.bytes();
  }

  /** Collects the fields of a {@link ForwardedHead}, in order. */
  public static final class Builder {
    private final String method;
    private final String pathAndQuery;
    private final List<Fields.Field> fields = new ArrayList<>(24);
    private @Nullable String host;
    private boolean chunked;

    /** A request for that path and query, as the upstream is to see them. */
    public Builder(String method, String pathAndQuery) {
      this.method = method;
      this.pathAndQuery = pathAndQuery;
    }

    /** Adds a field line. A Host given here replaces the target's own. */
    public Builder add(String name, String value) {
      if (name.equalsIgnoreCase(HOST)) {
        host = value;
      }
      chunked |= name.equalsIgnoreCase(TRANSFER_ENCODING);
      fields.add(new Fields.Field(name, value));
      return this;
    }

    /** The head. */
    public ForwardedHead build() {
      return new ForwardedHead(this);
    }
  }
}
