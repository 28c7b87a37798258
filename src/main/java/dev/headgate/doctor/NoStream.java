package dev.headgate.doctor;

import dev.headgate.doctor.Recording.End;
import dev.headgate.doctor.Recording.Head;

/** Why there was no stream to look at. */
final class NoStream {
  private static final String SUBJECT = "connection";

  private NoStream() {}

  static Finding why(Recording recording) {
    Head head = recording.head();
    if (head == null) {
      String evidence =
          recording.end() == End.UNREACHABLE
              ? "nobody was reached: " + recording.detail()
              : "no answer, but " + recording.ending();
      return Finding.problem(SUBJECT, evidence, "");
    }
    String type = head.fields().first("Content-Type");
    return Finding.problem(
        SUBJECT,
        "%s %d with %s, which is no stream of events"
            .formatted(
                head.version(),
                head.status(),
                type == null ? "no Content-Type" : "Content-Type: " + type),
        switch (head.status()) {
          case 401, 403 -> "say who asks: --header 'Authorization: Bearer …'";
          case 404, 405 -> "name the path that streams; --data '{…}' asks by POST";
          default -> "";
        });
  }
}
