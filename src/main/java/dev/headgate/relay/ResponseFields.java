package dev.headgate.relay;

import dev.headgate.config.block.HeaderEditsConfig;
import dev.headgate.http1.Fields;
import dev.headgate.http1.ResponseBody;
import dev.headgate.http1.ResponseHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the header that the client gets from the upstream's: drops what is for one connection only
 * (RFC 9110 §7.6.1), frames the body anew, tells every buffer on the way to let a stream pass, and
 * applies the route's edits.
 */
final class ResponseFields {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  private static final String CORS_FRONT = "access-control-";

  static final String EVENT_STREAM = "text/event-stream";

  private ResponseFields() {}

  /** Whether a response of that media type is a stream of events. */
  static boolean isStream(String mediaType) {
    return EVENT_STREAM.equals(mediaType);
  }

  /** Whether a response succeeds, with a body that is not encoded. */
  static boolean isReadable(HttpServerExchange exchange, ResponseHead head) {
    String coding = head.fields().first("Content-Encoding");
    return head.status() / 100 == 2
        && head.status() != 204
        && !exchange.getRequestMethod().equals(Methods.HEAD)
        && (coding == null || coding.equalsIgnoreCase("identity"));
  }

  /** The media type in small letters, without parameters; empty where there is none. */
  static String mediaType(ResponseHead head) {
    String type = head.fields().first("Content-Type");
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** Gives an exchange the status and header of its response. */
  static void write(RelaySetting setting, ResponseHead head, ResponseBody body, boolean stream) {
    HttpServerExchange exchange = setting.exchange();
    exchange.setStatusCode(head.status());
    if (!head.reason().isEmpty()) {
      exchange.setReasonPhrase(head.reason());
    }
    HeaderMap to = exchange.getResponseHeaders();
    Set<String> dropped = dropped(head.fields());
    boolean saysWhoReads = setting.route().cors() == null;
    for (Fields.Field field : head.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!dropped.contains(name) && (saysWhoReads || !name.startsWith(CORS_FRONT))) {
        to.add(new HttpString(field.name()), field.value());
      }
    }
    if (stream) {
      letPass(to);
    }
    frame(exchange, head, body, stream);
    edit(to, setting);
  }

  /** Gives an exchange the status and header of a stream, of which nothing came yet. */
  static void writeEarly(RelaySetting setting) {
    HttpServerExchange exchange = setting.exchange();
    exchange.setStatusCode(StatusCodes.OK);
    HeaderMap to = exchange.getResponseHeaders();
    to.put(Headers.CONTENT_TYPE, EVENT_STREAM);
    letPass(to);
    if (exchange.isHttp11()) {
      to.put(Headers.TRANSFER_ENCODING, "chunked");
    }
    edit(to, setting);
  }

  /** Gives an exchange what stands behind the body of its response, if anything does. */
  static void writeTrailers(HttpServerExchange exchange, Fields trailers) {
    if (trailers.size() > 0) {
      HeaderMap map = new HeaderMap();
      trailers.forEach(field -> map.add(new HttpString(field.name()), field.value()));
      exchange.putAttachment(HttpAttachments.RESPONSE_TRAILERS, map);
    }
  }

  private static void letPass(HeaderMap to) {
    to.put(new HttpString("X-Accel-Buffering"), "no");
    to.put(Headers.CACHE_CONTROL, "no-cache, no-transform");
  }

  private static void edit(HeaderMap to, RelaySetting setting) {
    setting
        .corsFields()
        .forEach((name, value) -> {
          HttpString field = new HttpString(name);
          if (field.equals(Headers.VARY)) {
            to.add(field, value);
          } else {
            to.put(field, value);
          }
        });
    HeaderEditsConfig edits = setting.route().responseHeaders();
    edits.remove().forEach(to::remove);
    edits.set().forEach((name, value) -> to.put(new HttpString(name), value.reveal()));
  }

  /**
   * The body's framing towards the client. A stream never has a length. An HTTP/1.1 body of unknown
   * length is chunked even where the connection closes after it, so that a cut can be told from an
   * end.
   */
  private static void frame(
      HttpServerExchange exchange, ResponseHead head, ResponseBody body, boolean stream) {
    String announced = head.fields().first("Content-Length");
    if (announced != null && !stream) {
      exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, announced);
    } else if (exchange.isHttp11() && (body.contentLength() != 0 || isEmptied(exchange, head))) {
      exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
    }
  }

  /** Whether the response has a body that happens to be empty, and a length that is not passed. */
  private static boolean isEmptied(HttpServerExchange exchange, ResponseHead head) {
    return head.fields().has("Content-Length")
        && head.status() != 204
        && head.status() != 304
        && !exchange.getRequestMethod().equals(Methods.HEAD);
  }

  private static Set<String> dropped(Fields fields) {
    List<String> nominated = fields.elements("Connection");
    if (nominated.isEmpty()) {
      return HOP_BY_HOP;
    }
    Set<String> dropped = new HashSet<>(HOP_BY_HOP);
    nominated.forEach(name -> dropped.add(name.toLowerCase(Locale.ROOT)));
    return dropped;
  }
}
