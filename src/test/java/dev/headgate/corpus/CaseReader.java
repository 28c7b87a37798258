package dev.headgate.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the files of the corpus, whose README.md says what stands in them. */
final class CaseReader {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final String ENDING = ".txt";
  private static final String TITLE = "==";
  private static final Pattern SECTION = Pattern.compile("RFC \\d{4} §\\d+(\\.\\d+)*");

  private final String theme;
  private final List<Case> cases = new ArrayList<>();
  private String claim = "";
  private String section = "";
  private String asked = "";
  private StringBuilder bytes = new StringBuilder();
  private List<Step> steps = new ArrayList<>();
  private List<Verdict> verdicts = new ArrayList<>();

  private CaseReader(String theme) {
    this.theme = theme;
  }

  /** Every case below that folder of the corpus. */
  static List<Case> readAll(String folder) {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> read(Path file) {
    try {
      String name = file.getFileName().toString();
      return read(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases of one text. */
  static List<Case> read(String theme, String text) {
    CaseReader reader = new CaseReader(theme);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      try {
        reader.take(lines.get(i));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(theme + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    reader.finish();
    return reader.cases;
  }

  private void take(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1);
    if (!line.equals(line.stripTrailing())) {
      throw new IllegalArgumentException("a space at the end is written \\x20");
    }
    if (word.equals(TITLE)) {
      finish();
      claim = rest;
    } else if (claim.isEmpty()) {
      throw new IllegalArgumentException("a case begins with " + TITLE);
    } else if (verdicts.isEmpty()) {
      takeStep(word, rest, line);
    } else {
      takeExpectation(word, rest);
    }
  }

  private void takeStep(String word, String rest, String line) {
    switch (word) {
      case "RFC" -> section = line;
      case ">" -> bytes.append(Notation.read(rest));
      case "pause" -> add(new Step.Pause());
      case "interim" -> add(new Step.Interim(Integer.parseInt(rest)));
      case "close" -> add(new Step.Close());
      case "asked" -> asked = rest;
      default -> takeExpectation(word, rest);
    }
  }

  private void takeExpectation(String word, String rest) {
    switch (word) {
      case "refused", "forwarded", "http2", "bad", "passed", "cut" ->
          verdicts.add(Verdict.of(word, Notation.read(rest)));
      case "field" -> addField(verdicts.getLast().fields(), rest);
      case "trailer" -> addField(verdicts.getLast().trailers(), rest);
      case "without" -> verdicts.getLast().without().add(rest);
      case "body" -> verdicts.add(verdicts.removeLast().withBody(Notation.read(rest)));
      case "closes", "kept", "closed" -> verdicts.getLast().notes().add(word);
      default -> throw new IllegalArgumentException("no line begins with " + word);
    }
  }

  private static void addField(Map<String, List<String>> fields, String line) {
    int colon = line.indexOf(':');
    fields
        .computeIfAbsent(Notation.read(line.substring(0, colon)), _ -> new ArrayList<>())
        .add(Notation.read(line.substring(colon + 1).strip()));
  }

  private void add(Step step) {
    sendWhatIsGathered();
    steps.add(step);
  }

  private void sendWhatIsGathered() {
    if (!bytes.isEmpty()) {
      steps.add(new Step.Send(bytes.toString()));
      bytes = new StringBuilder();
    }
  }

  private void finish() {
    if (claim.isEmpty()) {
      return;
    }
    sendWhatIsGathered();
    if (!SECTION.matcher(section).matches() || steps.isEmpty() || verdicts.isEmpty()) {
      throw new IllegalArgumentException(
          theme + ", " + claim + ": a case has a section, something to send and a verdict");
    }
    cases.add(new Case(theme, claim, section, asked, steps, verdicts));
    section = "";
    asked = "";
    steps = new ArrayList<>();
    verdicts = new ArrayList<>();
  }
}
