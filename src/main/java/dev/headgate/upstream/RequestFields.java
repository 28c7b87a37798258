package dev.headgate.upstream;

import dev.headgate.client.ClientAddress;
import dev.headgate.config.block.HeaderEditsConfig;
import dev.headgate.config.value.Secret;
import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the header that an upstream gets from the client's: drops what is for one connection only
 * (RFC 9110 §7.6.1), says for whom the request is forwarded, and applies the route's edits.
 */
public final class RequestFields {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "expect",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Written anew: the target's own, or counted again. */
  private static final Set<String> REWRITTEN = Set.of("host", "content-length");

  /** What a caller has no business sending to an upstream that gets credentials of ours. */
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "x-api-key", "api-key", "x-goog-api-key");

  private RequestFields() {}

  /**
   * What of a caller's no upstream is to get that has credentials of ours, in small letters.
   *
   * @param keyHeaders where callers have their keys besides
   */
  public static Set<String> credentials(List<String> keyHeaders) {
    Set<String> credentials = new HashSet<>(CREDENTIALS);
    keyHeaders.forEach(name -> credentials.add(dashed(name)));
    return credentials;
  }

  /** To a CGI or WSGI application names that differ in this only are one. */
  private static String dashed(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Adds the fields of a client's request to the head for its upstream.
   *
   * @param admitted stand in place of what the client sent under these names; with an empty value
   *     nothing does. The route's edits come after them
   * @param credentials what of the caller's the upstream does not get that gets ours
   * @param mayStream whether a stream may be the answer, which could not be read if it were encoded
   */
  public static void write(
      RequestHead request,
      String scheme,
      ClientAddress address,
      Map<String, String> admitted,
      HeaderEditsConfig edits,
      Map<String, Secret> sendHeaders,
      Set<String> credentials,
      boolean mayStream,
      ForwardedHead.Builder head) {
    Set<String> edited = edited(edits, sendHeaders);
    Map<String, Fields.Field> given = unedited(admitted, edited);
    edited.addAll(given.keySet());
    Set<String> withheld = withheld(edits, sendHeaders, credentials);
    Set<String> dropped = dropped(request, edited, withheld, mayStream);
    given.keySet().forEach(name -> dropped.add(dashed(name)));
    for (Fields.Field field : request.fields()) {
      String lower = field.name().toLowerCase(Locale.ROOT);
      String dashed = dashed(lower);
      if (!dropped.contains(lower)
          && !dropped.contains(dashed)
          && !Forwarding.isForwarding(dashed, address)) {
        head.add(field.name(), field.value());
      }
    }
    Forwarding.lines(request, scheme, address)
        .forEach((name, value) -> {
          if (!edited.contains(name.toLowerCase(Locale.ROOT))) {
            head.add(name, value);
          }
        });
    if (mayStream && !edited.contains("accept-encoding")) {
      head.add("Accept-Encoding", "identity");
    }
    given.values().stream()
        .filter(line -> !line.value().isEmpty())
        .forEach(line -> head.add(line.name(), line.value()));
    ours(edits, sendHeaders).forEach((name, value) -> head.add(name, value.reveal()));
  }

  /** The caller's credentials, where the upstream or its route has ours; else nothing. */
  private static Set<String> withheld(
      HeaderEditsConfig edits, Map<String, Secret> sendHeaders, Set<String> credentials) {
    boolean hasOurs =
        !sendHeaders.isEmpty()
            || edits.set().keySet().stream().anyMatch(name -> credentials.contains(dashed(name)));
    return hasOurs ? credentials : Set.of();
  }

  private static Set<String> dropped(
      RequestHead request, Set<String> edited, Set<String> withheld, boolean mayStream) {
    Set<String> dropped = new HashSet<>(request.connectionOptions());
    dropped.addAll(HOP_BY_HOP);
    dropped.addAll(REWRITTEN);
    dropped.addAll(edited);
    dropped.addAll(withheld);
    if (mayStream) {
      dropped.add("accept-encoding");
    }
    return dropped;
  }

  /** Those that no edit is about, by their names in small letters. */
  private static Map<String, Fields.Field> unedited(
      Map<String, String> admitted, Set<String> edited) {
    Map<String, Fields.Field> unedited = new TreeMap<>();
    admitted.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!edited.contains(lower)) {
        unedited.put(lower, new Fields.Field(name, value));
      }
    });
    return unedited;
  }

  /** What is set, each name once: a route's value takes the place of its upstream's. */
  private static Map<String, Secret> ours(
      HeaderEditsConfig edits, Map<String, Secret> sendHeaders) {
    Map<String, Secret> ours = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ours.putAll(sendHeaders);
    ours.putAll(edits.set());
    return ours;
  }

  private static Set<String> edited(HeaderEditsConfig edits, Map<String, Secret> sendHeaders) {
    Set<String> edited = new HashSet<>();
    edits.remove().forEach(name -> edited.add(name.toLowerCase(Locale.ROOT)));
    edits.set().keySet().forEach(name -> edited.add(name.toLowerCase(Locale.ROOT)));
    sendHeaders.keySet().forEach(name -> edited.add(name.toLowerCase(Locale.ROOT)));
    return edited;
  }
}
