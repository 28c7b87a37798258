package dev.headgate.doctor;

import java.util.List;

/** All that was found. */
public record Report(List<Finding> findings, Verdict verdict) {
  /** What it comes to. */
  public enum Verdict {
    /** Nothing was found that streams suffer from. */
    WELL,
    /** Streams suffer. */
    PROBLEMS,
    /** There was no stream to look at. */
    NO_STREAM
  }

  /** Keeps the findings. */
  public Report {
    findings = List.copyOf(findings);
  }

  /** What was found of streams that came. */
  static Report of(List<Finding> findings) {
    boolean problems =
        findings.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM);
    return new Report(findings, problems ? Verdict.PROBLEMS : Verdict.WELL);
  }

  /** No stream came. */
  static Report noStream(Finding why) {
    return new Report(List.of(why), Verdict.NO_STREAM);
  }
}
