package dev.headgate.dialect;

/**
 * The JSON body of an answer that the gateway gives itself where the dialect is not known. Its
 * shape is a union of the providers', so that the clients of OpenAI, Anthropic and Google all read
 * the message out of it.
 */
final class ErrorBody {
  private ErrorBody() {}

  /** The body, in ASCII. */
  static byte[] of(Failure failure) {
    return Json.object(json -> {
      json.writeStringField("type", "error");
      json.writeObjectFieldStart("error");
      json.writeStringField("type", type(failure.status()));
      json.writeStringField("message", failure.sentence());
      json.writeNullField("param");
      json.writeStringField("code", failure.code());
      json.writeEndObject();
      json.writeStringField("request_id", failure.requestId());
    });
  }

  /** The type that SDKs know for a status; a request that nobody understands is at fault itself. */
  private static String type(int status) {
    return switch (status) {
      case 501, 505 -> "invalid_request_error";
      default -> Anthropic.type(status);
    };
  }
}
