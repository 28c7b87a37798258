package dev.headgate.doctor;

import dev.headgate.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the calls, each on a connection of its own, so that none keeps another's alive. */
final class Calls {
  /** How long a connection may take to stand. */
  static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** How long the far end may take to tell something. */
  static final Duration TELL_MAX = Duration.ofSeconds(5);

  /** No answer to a question is longer; an error page of someone else may be. */
  private static final int TOLD_BYTES_MAX = 256;

  private final Target target;
  private final TimeSource time;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(CONNECT_MAX)
          // The silences are what is looked at; each call as a whole has its bound.
          .readTimeout(Duration.ZERO)
          .writeTimeout(Duration.ZERO)
          .retryOnConnectionFailure(false)
          .build();

  Calls(Target target, TimeSource time) {
    this.target = target;
    this.time = time;
  }

  /** A call that takes that long at most. */
  Probe probe(@Nullable Ask ask, String encoding, Duration within) {
    return new Probe(call(ask, encoding, within), time);
  }

  /** What the far end knows of a stream; empty where it does not answer. */
  Optional<Told> told(String id) {
    try (Response response = call(new Ask.Ended(id), "identity", TELL_MAX).execute()) {
      return Told.of(response.peekBody(TOLD_BYTES_MAX).string());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Call call(@Nullable Ask ask, String encoding, Duration within) {
    return client
        .newBuilder()
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
        .callTimeout(within)
        .build()
        .newCall(target.request(ask, encoding));
  }
}
