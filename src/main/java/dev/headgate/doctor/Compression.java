package dev.headgate.doctor;

import dev.headgate.doctor.Hop.Harm;
import org.jspecify.annotations.Nullable;

/** Whether something compresses streams: they can be neither watched nor kept alive then. */
final class Compression {
  private static final String SUBJECT = "compression";

  private Compression() {}

  /**
   * What follows from three streams.
   *
   * @param refused asked for without any compression
   * @param offered asked for as browsers do
   * @param marked asked for as browsers do, and marked not to be transformed
   */
  static Finding find(Recording refused, Recording offered, Recording marked, Hops hops) {
    String unasked = encoding(refused);
    if (unasked != null) {
      return Finding.problem(
          SUBJECT,
          "Content-Encoding: " + unasked + ", although Accept-Encoding was identity",
          hops.remedy(Harm.COMPRESSES));
    }
    String asked = encoding(offered);
    if (asked == null) {
      return Finding.ok(SUBJECT, "none, not even with Accept-Encoding: gzip");
    }
    String evidence =
        "Content-Encoding: %s with Accept-Encoding: gzip, as browsers send it; %s"
            .formatted(asked, pace(asked, offered));
    return encoding(marked) == null
        ? Finding.problem(
            SUBJECT,
            evidence + ". None with Cache-Control: no-transform",
            "have the app send Cache-Control: no-transform, as Headgate does on every stream")
        : Finding.problem(
            SUBJECT,
            evidence + ". Cache-Control: no-transform did not help",
            hops.remedy(Harm.COMPRESSES));
  }

  private static String pace(String encoding, Recording offered) {
    return encoding.equalsIgnoreCase("gzip")
        ? Flow.of(offered).sentence()
        : "doctor cannot read it";
  }

  private static @Nullable String encoding(Recording recording) {
    String encoding = recording.field("Content-Encoding");
    return encoding == null || encoding.equalsIgnoreCase("identity") ? null : encoding;
  }
}
