package dev.headgate.doctor;

import dev.headgate.doctor.Recording.End;
import dev.headgate.doctor.Recording.Head;
import dev.headgate.doctor.Recording.Piece;
import dev.headgate.http1.Fields;
import dev.headgate.time.TimeSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Handshake;
import okhttp3.Headers;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** One request, sent on a connection of its own, and the recording of what comes. */
final class Probe {
  private static final int READ_BYTES_MAX = 64 * 1024;

  /** Doctor leaves a stream that is longer. */
  static final int STREAM_BYTES_MAX = 32 << 20;

  private final Call call;
  private final TimeSource time;
  private final List<Piece> pieces = new ArrayList<>();
  private final EventReader reader = new EventReader();
  private final long begunNanos;
  private volatile boolean left;
  private @Nullable Head head;

  Probe(Call call, TimeSource time) {
    this.call = call;
    this.time = time;
    this.begunNanos = time.nanos();
  }

  /** Reads all that comes. The call's own timeout bounds it. */
  Recording record() {
    try (Response response = call.execute()) {
      head = head(response);
      read(decoded(response));
      return recording(left ? End.LEFT : End.IN_ORDER, "");
    } catch (IOException e) {
      return recording(end(e), left ? "" : Failures.sentence(e));
    }
  }

  /** Leaves, from any thread, and tells when. */
  long leave() {
    left = true;
    call.cancel();
    return time.nanos() - begunNanos;
  }

  private void read(Source source) throws IOException {
    Buffer buffer = new Buffer();
    long total = 0;
    while (total < STREAM_BYTES_MAX) {
      long read = source.read(buffer, READ_BYTES_MAX);
      if (read < 0) {
        return;
      }
      long at = sinceBegin();
      pieces.add(new Piece(at, Math.toIntExact(read)));
      reader.read(buffer.readByteArray(), at);
      total += read;
    }
    leave();
  }

  private static Source decoded(Response response) {
    BufferedSource body = response.body().source();
    return "gzip".equalsIgnoreCase(response.header("Content-Encoding"))
        ? Okio.buffer(new GzipSource(body))
        : body;
  }

  private Head head(Response response) {
    List<Fields.Field> fields = new ArrayList<>();
    Headers headers = response.headers();
    for (int i = 0; i < headers.size(); i++) {
      fields.add(new Fields.Field(headers.name(i), headers.value(i)));
    }
    Handshake handshake = response.handshake();
    return new Head(
        response.code(),
        switch (response.protocol()) {
          case HTTP_2, H2_PRIOR_KNOWLEDGE -> "HTTP/2";
          case HTTP_1_0 -> "HTTP/1.0";
          default -> "HTTP/1.1";
        },
        handshake == null ? null : handshake.tlsVersion().javaName(),
        Fields.of(fields),
        sinceBegin());
  }

  private End end(IOException failure) {
    if (left) {
      return End.LEFT;
    }
    if (head == null && Failures.isUnreachable(failure)) {
      return End.UNREACHABLE;
    }
    if (failure instanceof InterruptedIOException) {
      return End.NOT_AT_ALL;
    }
    return Failures.isReset(failure) ? End.RESET : End.CUT;
  }

  private Recording recording(End end, String detail) {
    return new Recording(head, pieces, reader.arrivals(), end, sinceBegin(), detail);
  }

  private long sinceBegin() {
    return time.nanos() - begunNanos;
  }
}
