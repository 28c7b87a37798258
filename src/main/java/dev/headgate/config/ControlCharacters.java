package dev.headgate.config;

import org.yaml.snakeyaml.reader.StreamReader;

/** Finds the characters that YAML does not allow in a file. */
final class ControlCharacters {
  private ControlCharacters() {}

  /** Tells each one; whether there were none. */
  static boolean check(String text, Problems problems) {
    boolean clean = true;
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (!StreamReader.isPrintable(character)) {
        String found = "the control character U+%04X".formatted(character);
        problems.add(new Location(line, column), "", found, "printable text");
        clean = false;
      }
      column = character == '\n' ? 1 : column + 1;
      line = character == '\n' ? line + 1 : line;
    }
    return clean;
  }
}
