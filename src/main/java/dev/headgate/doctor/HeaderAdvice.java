package dev.headgate.doctor;

import dev.headgate.doctor.Recording.Head;
import dev.headgate.http1.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a stream's header will make others do to it. */
final class HeaderAdvice {
  private static final String SUBJECT = "header";

  private HeaderAdvice() {}

  /**
   * What follows from a head.
   *
   * @param wasMarked whether the far end sent the marks, so that one that is missing was taken out;
   *     null: nobody knows
   */
  static List<Finding> find(Head head, @Nullable Boolean wasMarked) {
    List<Finding> findings = new ArrayList<>();
    Fields fields = head.fields();
    if (fields.has("Content-Length")) {
      findings.add(
          Finding.problem(
              SUBJECT,
              "Content-Length: " + fields.first("Content-Length") + " on a stream",
              "someone has read it to its end before the first byte was sent"));
    }
    String lacks = Boolean.TRUE.equals(wasMarked) ? " was taken out on the way" : " is missing";
    if (!"no".equalsIgnoreCase(String.valueOf(fields.first("X-Accel-Buffering")))) {
      findings.add(
          Finding.note(
              SUBJECT,
              "X-Accel-Buffering: no" + lacks,
              "an nginx outside of what was looked at would hold the stream"));
    }
    if (!cacheControl(fields).contains("no-transform")) {
      findings.add(
          Finding.note(
              SUBJECT,
              "Cache-Control: no-transform" + lacks,
              "Cloudflare and others that compress may do so, and hold the stream for it"));
    }
    Hops hops = Hops.of(head);
    if (!hops.evidence().isEmpty()) {
      String names = hops.known().isEmpty() ? "" : " (" + hops.names() + ")";
      findings.add(
          Finding.ok("between", "who names itself: " + String.join(", ", hops.evidence()) + names));
    }
    return findings;
  }

  private static String cacheControl(Fields fields) {
    return String.join(",", fields.all("Cache-Control")).toLowerCase(Locale.ROOT);
  }
}
