package dev.headgate.admission;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headgate.config.block.ForwardConfig;
import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import dev.headgate.time.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Whomever a service admits. Where it does not, the client gets the service's answer. */
final class ByForward implements Authentication {
  /** How much of the body of an answer is passed on. */
  static final int BODY_BYTES_MAX = 64 * 1024;

  /** How many answers are remembered. */
  static final int ANSWERS_MAX = 10_000;

  /** Of these there is one: of two the service might read the one, and the upstream the other. */
  private static final List<String> SINGLE =
      List.of("Authorization", "X-Api-Key", "Api-Key", "X-Goog-Api-Key");

  private static final String NAMELESS = "forward";
  private static final int REFUSAL_MIN = 300;
  private static final int REFUSAL_MAX = 599;

  /** What of an answer is for the client. */
  private static final List<String> PASSED =
      List.of("Content-Type", "WWW-Authenticate", "Location", "Set-Cookie", "Retry-After");

  private final ForwardConfig config;
  private final HttpUrl url;
  private final AuthCalls calls;
  private final @Nullable Cache<String, Identity.Known> admitted;

  ByForward(ForwardConfig config, AuthCalls calls, TimeSource time) {
    this.config = config;
    this.url = HttpUrl.get(config.url());
    this.calls = calls;
    this.admitted =
        config.cache() == null
            ? null
            : Caches.of(ANSWERS_MAX, time)
                .expireAfterWrite(Duration.ofNanos(config.cache().nanos()))
                .build();
  }

  @Override
  public void identify(Credentials credentials, Consumer<Identity> then) {
    for (String name : SINGLE) {
      if (credentials.fields().all(name).size() > 1) {
        then.accept(new Identity.Unknown("more than one " + name));
        return;
      }
    }
    Headers question = question(credentials);
    if (question == null) {
      then.accept(new Identity.Unknown("a header that is not UTF-8"));
      return;
    }
    String key = admitted == null ? "" : keyOf(question);
    Identity.Known known = admitted == null ? null : admitted.getIfPresent(key);
    if (known == null) {
      Request request = new Request.Builder().url(url).headers(question).build();
      calls.ask(request, config.timeLimit(), new Answer(key, then));
    } else {
      then.accept(known);
    }
  }

  /** What the service is told; null where it cannot be told that. */
  private @Nullable Headers question(Credentials credentials) {
    Headers.Builder question = new Headers.Builder();
    for (String name : config.headers()) {
      for (String value : credentials.fields().all(name)) {
        String text = FieldText.utf8(value);
        if (text == null) {
          return null;
        }
        question.addUnsafeNonAscii(name, text);
      }
    }
    RequestHead head = credentials.head();
    String target = FieldText.utf8(head.path() + head.query());
    String host = FieldText.utf8(head.authority());
    if (target == null || host == null) {
      return null;
    }
    question.removeAll("X-Forwarded-Uri").addUnsafeNonAscii("X-Forwarded-Uri", target);
    question.removeAll("X-Forwarded-Host").addUnsafeNonAscii("X-Forwarded-Host", host);
    if (question.get("User-Agent") == null) {
      question.set("User-Agent", "headgate");
    }
    return question
        .set("X-Forwarded-Method", head.method())
        .set("X-Forwarded-For", credentials.address().getHostAddress())
        // An encoded body could not be read by the client, which is told nothing of it.
        .set("Accept-Encoding", "identity")
        .build();
  }

  /** All that the service is told: it may decide by any of it. */
  private static String keyOf(Headers question) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < question.size(); i++) {
      all.append(question.name(i)).append(':').append(question.value(i)).append('\n');
    }
    return Sha256.hex(all.toString());
  }

  /** What becomes of one call. */
  private final class Answer implements AuthCalls.Listener {
    private final String key;
    private final Consumer<Identity> then;

    Answer(String key, Consumer<Identity> then) {
      this.key = key;
      this.then = then;
    }

    @Override
    public void answered(Response response) throws IOException {
      Identity identity = response.isSuccessful() ? known(response) : refused(response);
      if (admitted != null && identity instanceof Identity.Known known) {
        admitted.put(key, known);
      }
      then.accept(identity);
    }

    @Override
    public void failed(String detail) {
      then.accept(new Identity.Unavailable("auth.forward: " + detail));
    }
  }

  private Identity known(Response response) {
    Map<String, String> copied = new HashMap<>();
    for (String name : config.copyHeaders()) {
      String value = FieldText.bytes(String.join(", ", response.headers(name)));
      if (value == null) {
        return malformed();
      }
      copied.put(name, value);
    }
    String caller = config.callerHeader() == null ? null : response.header(config.callerHeader());
    String name = caller == null ? "" : FieldText.bytes(caller);
    if (name == null) {
      return malformed();
    }
    return new Identity.Known(
        new Caller(name.isEmpty() ? NAMELESS : ShareName.of(name), Map.of()), copied);
  }

  private static Identity refused(Response response) throws IOException {
    int status = response.code();
    if (status < REFUSAL_MIN || status > REFUSAL_MAX) {
      return new Identity.Unavailable("auth.forward: it answered with " + status);
    }
    List<Fields.Field> fields = new ArrayList<>();
    for (String name : PASSED) {
      for (String text : response.headers(name)) {
        String value = FieldText.bytes(text);
        if (value == null) {
          return malformed();
        }
        fields.add(new Fields.Field(name, value));
      }
    }
    BufferedSource body = response.body().source();
    body.request(BODY_BYTES_MAX);
    byte[] front = body.readByteArray(Math.min(body.getBuffer().size(), BODY_BYTES_MAX));
    return new Identity.Answered(
        status, Fields.of(fields), ByteBuffer.wrap(front).asReadOnlyBuffer());
  }

  private static Identity malformed() {
    return new Identity.Unavailable("auth.forward: it answered with a malformed header");
  }

  @Override
  public List<String> ownFields() {
    return config.copyHeaders();
  }

  @Override
  public String challenge() {
    return "Bearer realm=\"headgate\"";
  }
}
