package dev.headgate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at: the requests that doctor sends.
 *
 * @param url where they go
 * @param fields what they carry besides
 * @param body makes them a POST; null: a GET
 */
public record Target(String url, List<Field> fields, @Nullable String body) {
  /** A field of each request. */
  public record Field(String name, String value) {}

  /**
   * Checks that it can be asked.
   *
   * @throws IllegalArgumentException with a sentence for whoever wrote it
   */
  public Target {
    fields = List.copyOf(fields);
    if (HttpUrl.parse(url) == null) {
      throw new IllegalArgumentException(
          "URL: found \"" + url + "\", expected one that begins with http:// or https://");
    }
    for (Field field : fields) {
      try {
        new Request.Builder().url(url).addHeader(field.name(), field.value());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--header: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The request.
   *
   * @param ask what is asked of the far end; null: nothing
   */
  Request request(@Nullable Ask ask, String encoding) {
    Request.Builder request = new Request.Builder().url(url);
    fields.forEach(field -> request.addHeader(field.name(), field.value()));
    request.header("Accept", "text/event-stream, */*");
    request.header("Accept-Encoding", encoding);
    // A cache on the way would tell of another stream.
    request.header("Cache-Control", "no-cache");
    if (ask != null) {
      request.header(Ask.FIELD, ask.value());
    }
    if (body != null) {
      byte[] bytes = body.getBytes(UTF_8);
      if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase("Content-Type"))) {
        request.header("Content-Type", "application/json");
      }
      request.post(RequestBody.create(bytes));
    }
    return request.build();
  }
}
