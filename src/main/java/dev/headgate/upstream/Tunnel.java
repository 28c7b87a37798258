package dev.headgate.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headgate.config.value.OutgoingProxy;
import dev.headgate.http1.MalformedMessageException;
import dev.headgate.http1.ResponseHead;
import dev.headgate.http1.ResponseHeadReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Has a proxy lead a connection to a target: one CONNECT, and its answer (RFC 9110 §9.3.6). What
 * the proxy said behind that would be taken for the target's, so it may say nothing.
 */
final class Tunnel {
  /** Hears how it ended, once, on the I/O thread. */
  interface Listener {
    /** Whatever is sent now goes to the target. */
    void opened();

    /** Why there is no way through. */
    void refused(String detail);
  }

  private static final int READ_BYTES = 4 * 1024;
  private static final int SUCCESSFUL = 2;

  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private final Target target;
  private final OutgoingProxy proxy;
  private final Listener listener;
  private final ByteBuffer request;
  private final ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
  private final ResponseHeadReader head = new ResponseHeadReader();

  Tunnel(StreamConnection connection, Target target, OutgoingProxy proxy, Listener listener) {
    this.source = connection.getSourceChannel();
    this.sink = connection.getSinkChannel();
    this.target = target;
    this.proxy = proxy;
    this.listener = listener;
    this.request = ByteBuffer.wrap(request().getBytes(ISO_8859_1));
  }

  /** The name goes as it is: who looks it up is the proxy. */
  private String request() {
    String credentials = proxy.authorization();
    String authorization =
        credentials == null ? "" : "Proxy-Authorization: " + credentials + "\r\n";
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n%2$s\r\n".formatted(target, authorization);
  }

  /** Asks for it. */
  void open() {
    sink.setWriteListener(_ -> write());
    source.setReadListener(_ -> read());
    source.resumeReads();
    write();
  }

  /** Where writing fails the answer may still be on its way; reading tells. */
  private void write() {
    try {
      while (request.hasRemaining()) {
        if (sink.write(request) == 0) {
          sink.resumeWrites();
          return;
        }
      }
      if (sink.flush()) {
        sink.suspendWrites();
      } else {
        sink.resumeWrites();
      }
    } catch (IOException _) {
      sink.suspendWrites();
    }
  }

  private void read() {
    try {
      int count = source.read(bytes.clear());
      while (count > 0) {
        ResponseHead answer = head.read(bytes.flip());
        if (answer != null) {
          answered(answer);
          return;
        }
        count = source.read(bytes.clear());
      }
      if (count < 0) {
        refuse(head.sawBytes() ? "ended within its answer" : "ended without an answer");
      }
    } catch (MalformedMessageException e) {
      refuse("gave a malformed answer: " + e.getMessage());
    } catch (IOException e) {
      refuse("does not answer: " + e.getMessage());
    }
  }

  private void answered(ResponseHead answer) {
    if (answer.status() / 100 != SUCCESSFUL) {
      refuse("answered " + answer.status());
    } else if (bytes.hasRemaining()) {
      refuse("said more than its answer");
    } else {
      silence();
      listener.opened();
    }
  }

  private void refuse(String why) {
    silence();
    listener.refused("the proxy %s, asked for %s, %s".formatted(proxy, target, why));
  }

  private void silence() {
    source.setReadListener(null);
    source.suspendReads();
    sink.setWriteListener(null);
    sink.suspendWrites();
  }
}
