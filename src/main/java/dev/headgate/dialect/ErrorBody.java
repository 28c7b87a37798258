package dev.headgate.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headgate.exchange.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON body of an answer that the gateway gives itself. Its shape is a union of the providers',
 * so that the clients of OpenAI, Anthropic and Google all read the message out of it.
 */
public final class ErrorBody {
  private static final JsonFactory JSON = new JsonFactory();

  private ErrorBody() {}

  /**
   * The body for an outcome, UTF-8.
   *
   * @param message one sentence for whoever called
   * @param requestId names the exchange in the gateway's log
   */
  public static byte[] of(Outcome outcome, String message, String requestId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "error");
      json.writeObjectFieldStart("error");
      json.writeStringField("type", type(outcome.status()));
      json.writeStringField("message", message);
      json.writeNullField("param");
      json.writeStringField("code", outcome.code());
      json.writeEndObject();
      json.writeStringField("request_id", requestId);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The type that SDKs know for a status. */
  private static String type(int status) {
    return switch (status) {
      case 400, 408, 414, 417, 431, 501, 505 -> "invalid_request_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 503 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> "api_error";
    };
  }
}
