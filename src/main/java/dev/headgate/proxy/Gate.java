package dev.headgate.proxy;

import dev.headgate.client.ReceivedRequest;
import dev.headgate.exchange.Outcome;
import dev.headgate.http1.Fields;
import dev.headgate.http1.HttpVersion;
import dev.headgate.http1.RefusedRequestException;
import dev.headgate.http1.RequestFraming;
import dev.headgate.http1.RequestHead;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One check of a request's head before anything is done for it. What is malformed byte for byte has
 * been refused where it was read; here is what the words mean.
 */
public final class Gate {
  private static final Set<String> NOT_FORWARDED = Set.of("CONNECT", "TRACE");
  private static final Pattern HTTP_URL =
      Pattern.compile("https?://[^/?@]+(?:[/?].*)?", Pattern.CASE_INSENSITIVE);

  /** Fields that CGI and its kind cannot tell from themselves with an underscore in their name. */
  private static final Set<String> NEVER_UNDERSCORED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "cookie",
          "expect",
          "forwarded",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-api-key",
          "x-real-ip");

  /** What belongs to one connection has no place in HTTP/2, RFC 9113 §8.2.2. */
  private static final Set<String> NOT_IN_HTTP_2 =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private Gate() {}

  /**
   * Checks a request.
   *
   * @throws RefusedException if it may not pass
   */
  static void check(HttpServerExchange exchange, ReceivedRequest request) throws RefusedException {
    try {
      check(request);
    } catch (RefusedRequestException e) {
      exchange.setPersistent(false);
      throw new RefusedException(Refusal.of(e));
    }
  }

  /**
   * Checks a request's head.
   *
   * @throws RefusedRequestException if it may not pass
   */
  public static void check(ReceivedRequest request) throws RefusedRequestException {
    if (request.refusal() != null) {
      throw request.refusal();
    }
    RequestHead head = request.head();
    if (NOT_FORWARDED.contains(head.method())) {
      throw new RefusedRequestException(
          Outcome.METHOD_NOT_FORWARDED, Outcome.METHOD_NOT_FORWARDED.sentence());
    }
    checkNames(head);
    RequestFraming.check(head);
    checkTarget(head);
    checkHost(head);
    checkExpectation(head.fields());
  }

  private static void checkNames(RequestHead head) throws RefusedRequestException {
    for (Fields.Field field : head.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String dashed = name.replace('_', '-');
      if (!dashed.equals(name)
          && (NEVER_UNDERSCORED.contains(dashed) || dashed.startsWith("x-forwarded-"))) {
        throw malformed("The field " + field.name() + " could be taken for " + dashed + ".");
      }
      if (head.version() == HttpVersion.HTTP_2 && NOT_IN_HTTP_2.contains(name)) {
        throw malformed("The field " + name + " has no place in HTTP/2.");
      }
    }
  }

  private static void checkTarget(RequestHead head) throws RefusedRequestException {
    String target = head.target();
    if (!target.startsWith("/")
        && !(target.equals("*") && head.method().equals("OPTIONS"))
        && !HTTP_URL.matcher(target).matches()) {
      throw malformed("The request target is neither a path nor an http or https URL.");
    }
  }

  private static void checkHost(RequestHead head) throws RefusedRequestException {
    List<String> hosts = head.fields().all("Host");
    if (hosts.size() > 1 || (hosts.isEmpty() && head.version() != HttpVersion.HTTP_1_0)) {
      throw malformed("A request has just one Host field.");
    }
    for (String host : hosts) {
      checkAuthority(host);
    }
    if (head.isAbsolute()) {
      checkAuthority(head.authority());
    }
  }

  private static void checkAuthority(String authority) throws RefusedRequestException {
    if (!Authority.isSound(authority)) {
      throw malformed("A host is a name or an address, and perhaps a port.");
    }
  }

  private static void checkExpectation(Fields fields) throws RefusedRequestException {
    for (String expectation : fields.all("Expect")) {
      if (!expectation.equalsIgnoreCase("100-continue")) {
        throw new RefusedRequestException(
            Outcome.EXPECTATION_FAILED, Outcome.EXPECTATION_FAILED.sentence());
      }
    }
  }

  private static RefusedRequestException malformed(String sentence) {
    return new RefusedRequestException(Outcome.REQUEST_MALFORMED, sentence);
  }
}
