package dev.headgate.http1;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Whole responses, good and bad, with what the readers must make of them however they come. */
final class Fixtures {
  private static final String EVENT =
      "event: delta⏎data: {\"text\":\"Gr\u00c3\u00bc\u00c3\u009fe\"}␊␊";
  private static final String PING = ": ping␊␊";

  private Fixtures() {}

  /** Name, response, verdict. */
  static Stream<Arguments> all() {
    return Stream.of(unchunked(), chunked(), broken()).flatMap(fixtures -> fixtures);
  }

  private static Stream<Arguments> unchunked() {
    return Stream.of(
        fixture(
            "fixed length", "HTTP/1.1 200 OK⏎Date: today⏎Content-Length: 5⏎⏎hello", "200 'hello'"),
        fixture("no body", "HTTP/1.1 204 No Content⏎Server: x⏎⏎", "204 ''"),
        fixture("not modified", "HTTP/1.1 304 Not Modified⏎Content-Length: 9⏎⏎", "304 ''"),
        fixture("until the close", "HTTP/1.0 200 OK⏎A : b⏎⏎" + EVENT, "200 '" + EVENT + "'"),
        fixture("no reason", "HTTP/1.1 200⏎Content-Length: 1⏎⏎x", "200 'x'"),
        fixture("obs-text", "HTTP/1.1 200 \u00e9t\u00e9⏎A: \u00ff \u0080⏎⏎\u00e9", "200 '\u00e9'"),
        fixture(
            "interim responses",
            "HTTP/1.1 100 Continue⏎⏎HTTP/1.1 103 Early Hints⏎Link: </a>⏎⏎"
                + "HTTP/1.1 200 OK⏎Content-Length: 2⏎⏎hi",
            "200 'hi'"),
        fixture(
            "a second response behind the first",
            "HTTP/1.1 200 OK⏎Content-Length: 1⏎⏎aHTTP/1.1 200 OK⏎⏎",
            "200 'a' +19"));
  }

  private static Stream<Arguments> chunked() {
    return Stream.of(
        chunked("three chunks", "3⏎abc⏎0A⏎0123456789⏎1⏎z⏎0⏎⏎", "'abc0123456789z'"),
        chunked(
            "a stream",
            chunk(EVENT) + chunk(PING) + chunk(EVENT) + "0⏎⏎",
            "'" + EVENT + PING + EVENT + "'"),
        chunked("extensions", "3;a=\"b;c\"⏎abc⏎2 ;d⏎de⏎0;e⏎⏎", "'abcde'"),
        chunked("trailers", "3⏎abc⏎0⏎Server-Timing: a⏎Content-Length: 9⏎X: y⏎⏎", "'abc'"),
        chunked("content like framing", "8⏎⏎0⏎⏎␊⏎2⏎⏎⏎0⏎⏎", "'⏎0⏎⏎␊⏎'"),
        chunked("surplus", "1⏎a⏎0⏎⏎0⏎⏎", "'a' +5"));
  }

  private static Stream<Arguments> broken() {
    return Stream.of(
        fixture("not HTTP", "SSH-2.0-OpenSSH_9.9⏎", "refused"),
        fixture("a bare LF", "HTTP/1.1 200 OK⏎A: b␊C: d⏎⏎", "refused"),
        fixture("a fold", "HTTP/1.1 200 OK⏎A: b⏎ c⏎⏎", "refused"),
        fixture("cut in the head", "HTTP/1.1 200 OK⏎A: b⏎", "cut"),
        fixture("cut", "HTTP/1.1 200 OK⏎Content-Length: 5⏎⏎hell", "200 'hell', cut"),
        chunked("a wrong size", "3⏎abc⏎2⏎de⏎zz⏎fg⏎0⏎⏎", "'abcde', refused"),
        chunked("a chunk too long", "3⏎abc⏎2⏎def⏎0⏎⏎", "'abcde', refused"),
        chunked("cut in a chunk", "3⏎abc⏎5⏎de", "'abcde', cut"),
        chunked("cut in the trailers", "3⏎abc⏎0⏎A: b⏎", "'abc', cut"),
        chunked("a wrong trailer", "3⏎abc⏎0⏎A b⏎⏎", "'abc', refused"));
  }

  private static Arguments fixture(String name, String response, String verdict) {
    return Arguments.of(name, Glyphs.decode(response), Glyphs.decode(verdict));
  }

  private static Arguments chunked(String name, String body, String verdict) {
    String head = "HTTP/1.1 200 OK⏎Transfer-Encoding: chunked⏎⏎";
    return fixture(name, head + body, "200 " + verdict);
  }

  private static String chunk(String content) {
    return Integer.toHexString(Glyphs.decode(content).length()) + "⏎" + content + "⏎";
  }
}
