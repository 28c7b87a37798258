package dev.headgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What an operator is answered.
 *
 * @param fields of the header, besides those that every answer has
 */
public record Answer(int status, String mediaType, ByteBuffer body, Map<String, String> fields) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the members of a JSON object. */
  @FunctionalInterface
  public interface Members {
    /** Writes them. */
    void write(JsonGenerator json) throws IOException;
  }

  /** An answer of bytes. */
  public static Answer of(String mediaType, ByteBuffer body) {
    return new Answer(StatusCodes.OK, mediaType, body, Map.of());
  }

  /** An answer in a line of text. */
  public static Answer text(int status, String line) {
    return new Answer(status, "text/plain; charset=utf-8", UTF_8.encode(line + "\n"), Map.of());
  }

  /** An answer of a JSON object. */
  public static Answer json(int status, Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(status, "application/json", ByteBuffer.wrap(bytes.toByteArray()), Map.of());
  }

  /** The same for what went well. */
  public static Answer json(Members members) {
    return json(StatusCodes.OK, members);
  }

  /** Why it is not as it was asked, in a sentence. */
  public static Answer error(int status, String sentence) {
    return json(status, json -> json.writeStringField("error", sentence));
  }

  /** The same with one field of the header more. */
  public Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(fields);
    more.put(name, value);
    return new Answer(status, mediaType, body, more);
  }
}
