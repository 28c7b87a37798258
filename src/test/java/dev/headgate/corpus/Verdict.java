package dev.headgate.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.RawAnswer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What becomes of one message.
 *
 * @param kind the line's first word, such as {@code refused}
 * @param rest what stands behind it, such as the status
 * @param fields the values that each named field has, one a line of it
 * @param trailers the same for the trailer section
 * @param without the names that no field has
 * @param notes words without a value, such as {@code kept}
 * @param body the content, without framing
 */
record Verdict(
    String kind,
    String rest,
    Map<String, List<String>> fields,
    Map<String, List<String>> trailers,
    Set<String> without,
    Set<String> notes,
    String body) {

  static Verdict of(String kind, String rest) {
    return new Verdict(
        kind, rest, new TreeMap<>(), new TreeMap<>(), new HashSet<>(), new HashSet<>(), "");
  }

  Verdict withBody(String content) {
    return new Verdict(kind, rest, fields, trailers, without, notes, content);
  }

  /** The status, where {@link #rest} is one. */
  int status() {
    return Integer.parseInt(rest);
  }

  /** Checks the fields of a message's head. */
  void checkFields(String head) {
    check(fields, head);
    without.forEach(
        name -> assertThat(RawAnswer.fieldsOf(head, name)).as("%s in %s", name, head).isEmpty());
  }

  /** Checks a trailer section: what is not named must not stand there. */
  void checkTrailers(String section) {
    check(trailers, "\r\n" + section);
    assertThat(section.lines().filter(line -> !line.isEmpty()))
        .as("trailer section")
        .hasSize(trailers.values().stream().mapToInt(List::size).sum());
  }

  private static void check(Map<String, List<String>> expected, String head) {
    expected.forEach((name, values) ->
        assertThat(RawAnswer.fieldsOf(head, name)).as("%s in %s", name, head).isEqualTo(values));
  }
}
