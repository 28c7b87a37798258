package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus is large, well-formed, and reads as it is written. */
class CorpusTest {
  private static final int REQUESTS_MIN = 150;
  private static final int RESPONSES_MIN = 60;
  private static final List<Case> REQUESTS = CaseReader.readAll("requests");
  private static final List<Case> RESPONSES = CaseReader.readAll("responses");
  private static final String GOOD =
      """
      == a claim
      RFC 9112 §2.2
      > GET / HTTP/1.1\\r\\n
      > \\r\\n
      refused 400
      """;

  @Test
  void holdsAsManyAsItClaims() {
    assertThat(REQUESTS).hasSizeGreaterThanOrEqualTo(REQUESTS_MIN);
    assertThat(RESPONSES).hasSizeGreaterThanOrEqualTo(RESPONSES_MIN);
  }

  @Test
  void noTwoCasesAreTheSame() {
    checkNoneTwice(REQUESTS);
    checkNoneTwice(RESPONSES);
  }

  private static void checkNoneTwice(List<Case> cases) {
    assertThat(cases.stream().map(one -> one.theme() + one.claim())).doesNotHaveDuplicates();
    Map<List<Object>, List<Case>> same =
        cases.stream().collect(Collectors.groupingBy(one -> List.of(one.asked(), one.steps())));
    assertThat(same.values()).allSatisfy(group -> assertThat(group).hasSize(1));
  }

  @Test
  void verdictsFitTheFolder() {
    assertThat(REQUESTS)
        .flatExtracting(Case::verdicts)
        .extracting(Verdict::kind)
        .containsOnly("refused", "forwarded", "http2");
    assertThat(RESPONSES)
        .allSatisfy(one -> assertThat(one.verdicts()).hasSize(1))
        .flatExtracting(Case::verdicts)
        .extracting(Verdict::kind)
        .containsOnly("bad", "passed", "cut");
  }

  @Test
  void aRefusalIsTheLastVerdictAndStatesNoMore() {
    assertThat(REQUESTS)
        .allSatisfy(one -> {
          assertThat(one.verdicts().subList(0, one.verdicts().size() - 1))
              .extracting(Verdict::kind)
              .doesNotContain("refused", "http2");
          assertThat(one.verdicts())
              .filteredOn(verdict -> !verdict.kind().equals("forwarded"))
              .allSatisfy(CorpusTest::statesNoMore);
        });
  }

  @Test
  void whatIsToBeHiddenCanBeSeen() {
    assertThat(RESPONSES)
        .filteredOn(one -> one.verdicts().getFirst().kind().equals("bad"))
        .filteredOn(one -> !one.bytes().isEmpty())
        .allSatisfy(one -> {
          assertThat(one.bytes()).contains("evil");
          statesNoMore(one.verdicts().getFirst());
        });
  }

  @Test
  void whatPassedSaysWhetherItsConnectionIsKept() {
    assertThat(RESPONSES)
        .filteredOn(one -> one.verdicts().getFirst().kind().equals("passed"))
        .allSatisfy(one -> assertThat(one.has("kept")).isNotEqualTo(one.has("closed")));
  }

  private static void statesNoMore(Verdict verdict) {
    assertThat(verdict).isEqualTo(Verdict.of(verdict.kind(), verdict.rest()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\\r\\n\\t\\0\\\\ | 61 0d 0a 09 00 5c",
        "\\x00\\x7f\\xff   | 00 7f ff",
        "ab{3}             | 61 62 62 62",
        "\\xff{2}a{0}      | ff ff",
        "\\(ab\\){2}c      | 61 62 61 62 63",
        "\\(a{2}b\\){2}    | 61 61 62 61 61 62",
        "{a} {}            | 7b 61 7d 20 7b 7d",
      })
  void readsBytes(String text, String hex) {
    StringBuilder bytes = new StringBuilder();
    Notation.read(text).chars().forEach(b -> bytes.append(" %02x".formatted(b)));
    assertThat(bytes.toString().strip()).isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "\\q", "\\x1", "\\xFF", "é", "a\tb", "\\(a"})
  void refusesWhatIsNoNotation(String text) {
    assertThatThrownBy(() -> Notation.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsACase() {
    Case one = CaseReader.read("theme", GOOD).getFirst();
    assertThat(one).hasToString("theme: a claim (RFC 9112 §2.2)");
    assertThat(one.steps()).containsExactly(new Step.Send("GET / HTTP/1.1\r\n\r\n"));
    assertThat(one.verdicts()).containsExactly(Verdict.of("refused", "400"));
  }

  @Test
  void readsEveryLineThatACaseMayHave() {
    String text =
        """
        # a comment
        == a claim
        RFC 9110 §5.1
        asked HEAD / HTTP/1.1
        > a
        pause
        > b
        interim 100
        close
        forwarded GET /
        field X: y
        field X: z
        without Z
        trailer T: \\x20
        body b{3}
        closes
        """;
    Case one = CaseReader.read("theme", text).getFirst();
    Verdict verdict = one.verdicts().getFirst();
    assertThat(one.asked()).isEqualTo("HEAD / HTTP/1.1");
    assertThat(one.steps())
        .containsExactly(
            new Step.Send("a"),
            new Step.Pause(),
            new Step.Send("b"),
            new Step.Interim(100),
            new Step.Close());
    assertThat(verdict.fields()).containsEntry("X", List.of("y", "z"));
    assertThat(verdict.trailers()).containsEntry("T", List.of(" "));
    assertThat(verdict.without()).containsExactly("Z");
    assertThat(verdict.body()).isEqualTo("bbb");
    assertThat(one.has("closes")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"== a claim", "RFC 9112 §2.2", "> \\r\\n", "refused 400"})
  void missesALineThatACaseMustHave(String line) {
    String text = GOOD.replace(line + "\n", "").replace("> GET / HTTP/1.1\\r\\n\n", "");
    assertThatThrownBy(() -> CaseReader.read("theme", text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil", "> a ", "> a", "RFC 9112", "refused 4xx "})
  void refusesALineThatIsOutOfPlace(String line) {
    assertThatThrownBy(() -> CaseReader.read("theme", GOOD + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
