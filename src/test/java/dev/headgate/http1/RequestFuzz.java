package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Whatever a client sends is one request or a refusal, however it comes. */
final class RequestFuzz {
  private static final RequestLimits LIMITS = new RequestLimits(2048, 512, 20);

  private RequestFuzz() {}

  /** Reads the input as what a client sends on a new connection. */
  public static void fuzzerTestOneInput(byte[] input) {
    String request = new String(input, StandardCharsets.ISO_8859_1);
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    RequestFeed.Seen seen = whole(request);
    assertThat(RequestFeed.pieces(Feed.bytes(request, true), LIMITS)).isEqualTo(seen);
    assertThat(RequestFeed.pieces(Feed.randomPieces(request, random), LIMITS)).isEqualTo(seen);
    if (seen.head() == null) {
      assertThat(seen.behind()).isZero();
      return;
    }
    checkHead(seen.head(), request);
    if (seen.end().isEmpty()) {
      assertThat(whole(written(seen.head(), seen.content()))).isEqualTo(alone(seen));
      int wholeBytes = request.length() - seen.behind();
      String cut = request.substring(0, random.nextInt(wholeBytes));
      assertThat(whole(cut).end()).as(cut).isEqualTo("open");
    }
  }

  private static RequestFeed.Seen whole(String request) {
    return RequestFeed.pieces(List.of(Feed.buffer(request, 0, request.length(), false)), LIMITS);
  }

  private static RequestFeed.Seen alone(RequestFeed.Seen seen) {
    return new RequestFeed.Seen(seen.head(), seen.content(), 0, "");
  }

  private static void checkHead(RequestHead head, String request) {
    assertThat(Grammar.isToken(head.method())).as(head.method()).isTrue();
    assertThat(head.target()).matches("[!-~]{1,512}");
    assertThat(head.fields().size()).isLessThanOrEqualTo(LIMITS.fieldsMax());
    for (Fields.Field field : head.fields()) {
      assertThat(Grammar.isToken(field.name())).as(field.name()).isTrue();
      assertThat(field.value().chars().noneMatch(c -> Grammar.isControl((byte) c))).isTrue();
    }
    int codings = head.fields().all("Transfer-Encoding").size();
    assertThat(codings + head.fields().all("Content-Length").size()).isLessThanOrEqualTo(1);
    String sent = request.substring(0, request.indexOf("\r\n\r\n", 1));
    assertThat(sent.replace("\r\n", "")).as("bare line ends").doesNotContain("\r", "\n");
    assertThat(head.path() + head.query()).endsWith(head.isAbsolute() ? "" : head.target());
    var _ = head.keepsAlive();
  }

  /** The same request as a careful client would have written it. */
  private static String written(RequestHead head, String content) {
    StringBuilder written = new StringBuilder();
    written.append(head.method()).append(' ').append(head.target()).append(" HTTP/");
    written.append(
        switch (head.version()) {
          case HTTP_1_0 -> "1.0\r\n";
          case HTTP_1_1 -> "1.1\r\n";
          case HTTP_2 -> "2.0\r\n";
        });
    head.fields().forEach(field -> written.append(field.name() + ":" + field.value() + "\r\n"));
    written.append("\r\n");
    if (head.isChunked()) {
      String size = Integer.toHexString(content.length());
      written.append(content.isEmpty() ? "" : size + "\r\n" + content + "\r\n").append("0\r\n\r\n");
    }
    return written.toString();
  }
}
