package dev.headgate.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headgate.client.RequestBody;
import dev.headgate.upstream.UpstreamCall;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/**
 * Streams a request body to the upstream as it comes, at the upstream's pace, with one piece in
 * memory at most. A body of unknown length is chunked anew, RFC 9112 §7.1.
 */
final class Upload implements RequestBody.Listener {
  /** Hears how it went. */
  interface Listener {
    void uploaded(int bytes);

    void uploadEnded();

    void bodyAbandoned();

    void bodyMalformed(String detail);
  }

  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

  private final RequestBody body;
  private final UpstreamCall call;
  private final Listener listener;
  private final boolean chunked;
  private boolean read;
  private boolean over;

  Upload(HttpServerExchange exchange, UpstreamCall call, Listener listener) {
    this.body = new RequestBody(exchange, this);
    this.call = call;
    this.listener = listener;
    this.chunked = exchange.getRequestContentLength() < 0;
  }

  /** The upstream took what was written. */
  void upstreamWritable() {
    if (over) {
      return;
    }
    if (read) {
      over = true;
      listener.uploadEnded();
    } else {
      body.resume();
    }
  }

  /** Nothing more is sent. */
  void stop() {
    over = true;
  }

  @Override
  public boolean bodyPiece(ByteBuffer bytes) {
    if (over) {
      return false;
    }
    int length = bytes.remaining();
    listener.uploaded(length);
    ByteBuffer piece = ByteBuffer.allocate(length).put(bytes).flip();
    return chunked
        ? call.write(
            false,
            ByteBuffer.wrap((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII)),
            piece,
            ByteBuffer.wrap(CRLF))
        : call.write(false, piece);
  }

  @Override
  public void bodyEnded() {
    if (over) {
      return;
    }
    read = true;
    if (call.write(true, ByteBuffer.wrap(chunked ? LAST_CHUNK : new byte[0]))) {
      upstreamWritable();
    }
  }

  @Override
  public void bodyAbandoned() {
    if (!over) {
      over = true;
      listener.bodyAbandoned();
    }
  }

  @Override
  public void bodyMalformed(String detail) {
    if (!over) {
      over = true;
      listener.bodyMalformed(detail);
    }
  }
}
