package dev.headgate.corpus;

import java.util.List;

/**
 * One case of the corpus.
 *
 * @param theme the file's name, without its ending
 * @param claim what holds
 * @param section the rule
 * @param asked the request line, where it matters to the response
 */
record Case(
    String theme,
    String claim,
    String section,
    String asked,
    List<Step> steps,
    List<Verdict> verdicts) {

  /** All bytes that the case sends. */
  String bytes() {
    StringBuilder bytes = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Step.Send(String sent)) {
        bytes.append(sent);
      }
    }
    return bytes.toString();
  }

  boolean has(String note) {
    return verdicts.getLast().notes().contains(note);
  }

  @Override
  public String toString() {
    return theme + ": " + claim + " (" + section + ")";
  }
}
