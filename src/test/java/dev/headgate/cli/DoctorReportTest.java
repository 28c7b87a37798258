package dev.headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.doctor.Finding;
import dev.headgate.doctor.Finding.Level;
import dev.headgate.doctor.Report;
import dev.headgate.doctor.Report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
  private static final Finding WELL = new Finding(Level.OK, "bytes", "all came", "");
  private static final Finding HELD = new Finding(Level.PROBLEM, "buffering", "held", "do not");
  private static final Finding OPEN = new Finding(Level.UNKNOWN, "the rest", "cannot be told", "");

  @Test
  void aFindingHasItsEvidenceAndItsRemedyBelow() {
    assertThat(DoctorReport.lines(new Report(List.of(WELL, HELD), Verdict.PROBLEMS)))
        .containsExactly(
            "ok       bytes        all came",
            "PROBLEM  buffering    held",
            "                      -> do not",
            "1 problem");
  }

  @Test
  void whatCannotBeToldIsNotCalledWell() {
    assertThat(DoctorReport.lines(new Report(List.of(WELL), Verdict.WELL)).getLast())
        .isEqualTo("streams pass well");
    assertThat(DoctorReport.lines(new Report(List.of(WELL, OPEN), Verdict.WELL)).getLast())
        .isEqualTo("no problem, as far as can be told");
  }
}
