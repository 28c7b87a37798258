package dev.headgate.cli;

import dev.headgate.doctor.Finding;
import dev.headgate.doctor.Report;
import java.util.ArrayList;
import java.util.List;

/** What doctor found, as lines: the level, the subject, the evidence, and what to do about it. */
final class DoctorReport {
  private static final String LINE = "%-8s %-12s %s";

  private DoctorReport() {}

  static List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : report.findings()) {
      lines.add(LINE.formatted(word(finding.level()), finding.subject(), finding.evidence()));
      if (!finding.remedy().isEmpty()) {
        lines.add(LINE.formatted("", "", "-> " + finding.remedy()));
      }
    }
    long problems =
        report.findings().stream()
            .filter(finding -> finding.level() == Finding.Level.PROBLEM)
            .count();
    lines.add(
        switch (report.verdict()) {
          case WELL -> told(report) ? "streams pass well" : "no problem, as far as can be told";
          case PROBLEMS -> problems == 1 ? "1 problem" : problems + " problems";
          case NO_STREAM -> "no stream to look at";
        });
    return lines;
  }

  private static boolean told(Report report) {
    return report.findings().stream()
        .noneMatch(finding -> finding.level() == Finding.Level.UNKNOWN);
  }

  private static String word(Finding.Level level) {
    return switch (level) {
      case OK -> "ok";
      case NOTE -> "note";
      case PROBLEM -> "PROBLEM";
      case UNKNOWN -> "unknown";
    };
  }
}
