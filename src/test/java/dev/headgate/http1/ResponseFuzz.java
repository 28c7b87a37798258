package dev.headgate.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Whatever an upstream sends is one response, a refusal or a cut, however it comes. */
final class ResponseFuzz {
  private ResponseFuzz() {}

  /** Reads the input as the answer to a GET and to a HEAD. */
  public static void fuzzerTestOneInput(byte[] input) {
    String response = new String(input, StandardCharsets.ISO_8859_1);
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    for (boolean requestWasHead : new boolean[] {false, true}) {
      Feed.Seen seen = Feed.whole(response, requestWasHead);
      assertThat(Feed.pieces(Feed.bytes(response, false), requestWasHead)).isEqualTo(seen);
      assertThat(Feed.pieces(Feed.randomPieces(response, random), requestWasHead)).isEqualTo(seen);
      if (seen.head() == null) {
        assertThat(seen).isEqualTo(new Feed.Seen(null, "", Fields.EMPTY, 0, seen.end()));
        assertThat(seen.end()).isNotEmpty();
      } else {
        check(seen.head(), seen, response, requestWasHead, random);
      }
    }
  }

  private static void check(
      ResponseHead head,
      Feed.Seen seen,
      String response,
      boolean requestWasHead,
      SplittableRandom random) {
    checkHead(head);
    BodyReader framing;
    try {
      framing = BodyReader.of(head, requestWasHead);
    } catch (MalformedMessageException _) {
      assertThat(seen).isEqualTo(new Feed.Seen(head, "", Fields.EMPTY, 0, "refused"));
      return;
    }
    List<String> framingFields = new ArrayList<>(head.fields().all("Content-Length"));
    framingFields.addAll(head.fields().all("Transfer-Encoding"));
    assertThat(framingFields).hasSizeLessThanOrEqualTo(1);
    checkBody(framing, seen, response);
    if (seen.end().isEmpty()) {
      String written = written(head, seen, isChunked(framing));
      assertThat(Feed.whole(written, requestWasHead))
          .isEqualTo(new Feed.Seen(head, seen.content(), seen.trailers(), 0, ""));
      if (!framing.closeDelimited()) {
        // A body that was cut anywhere must never pass for a whole one.
        String cut = response.substring(0, random.nextInt(response.length() - seen.surplusBytes()));
        assertThat(Feed.whole(cut, requestWasHead).end()).as(cut).isEqualTo("cut");
      }
    }
  }

  private static void checkHead(ResponseHead head) {
    assertThat(head.minorVersion()).isBetween(0, 1);
    assertThat(head.status()).isBetween(200, 599);
    assertThat(head.fields().size()).isLessThanOrEqualTo(ResponseHeadReader.FIELDS_MAX);
    checkText(head.reason());
    for (Fields.Field field : head.fields()) {
      assertThat(Grammar.isToken(field.name())).as(field.name()).isTrue();
      assertThat(field.value()).isEqualTo(withoutWhitespaceAround(field.value()));
      checkText(field.value());
    }
    var _ = head.keepsAlive();
  }

  private static void checkText(String text) {
    assertThat(text.chars().noneMatch(c -> Grammar.isControl((byte) c))).as(text).isTrue();
  }

  private static String withoutWhitespaceAround(String value) {
    return value.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  private static void checkBody(BodyReader framing, Feed.Seen seen, String response) {
    int contentBytes = seen.content().length();
    assertThat(contentBytes + seen.surplusBytes()).isLessThan(response.length());
    if (framing.closeDelimited()) {
      assertThat(seen.end()).isEmpty();
      assertThat(seen.surplusBytes()).isZero();
      assertThat(response).endsWith("\r\n\r\n" + seen.content());
    } else if (!isChunked(framing)) {
      boolean whole = contentBytes == framing.contentLength();
      assertThat((long) contentBytes).isLessThanOrEqualTo(framing.contentLength());
      assertThat(seen.end()).isEqualTo(whole ? "" : "cut");
    }
    if (!seen.end().isEmpty()) {
      assertThat(seen.surplusBytes()).isZero();
      assertThat(seen.trailers()).isEmpty();
    }
  }

  private static boolean isChunked(BodyReader framing) {
    return !framing.closeDelimited() && framing.contentLength() < 0;
  }

  /** The same response as a careful server would have written it. */
  private static String written(ResponseHead head, Feed.Seen seen, boolean chunked) {
    StringBuilder written = new StringBuilder();
    written.append("HTTP/1.").append(head.minorVersion()).append(' ').append(head.status());
    written.append(head.reason().isEmpty() ? "" : " ").append(head.reason()).append("\r\n");
    append(written, head.fields());
    if (!chunked) {
      return written.append(seen.content()).toString();
    }
    if (!seen.content().isEmpty()) {
      written.append(Integer.toHexString(seen.content().length())).append("\r\n");
      written.append(seen.content()).append("\r\n");
    }
    append(written.append("0\r\n"), seen.trailers());
    return written.toString();
  }

  private static void append(StringBuilder written, Fields fields) {
    fields.forEach(field -> written.append(field.name() + ":" + field.value() + "\r\n"));
    written.append("\r\n");
  }
}
