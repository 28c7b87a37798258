package dev.headgate.config.yaml;

import org.yaml.snakeyaml.reader.StreamReader;

/** Finds the characters that YAML does not allow in a file. */
public final class ControlCharacters {
  private ControlCharacters() {}

  /** Tells each one; whether there were none. */
  public static boolean check(String text, Problems problems) {
    int[] characters = text.codePoints().toArray();
    boolean clean = true;
    Location at = Location.FIRST;
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      if (!StreamReader.isPrintable(character) || isSeparator(character)) {
        String found = "the control character U+%04X".formatted(character);
        problems.add(at, "", found, "printable text");
        clean = false;
      }
      at = at.behind(character, i + 1 < characters.length ? characters[i + 1] : 0);
    }
    return clean;
  }

  /** YAML 1.1 ends a line there, YAML 1.2 and most editors do not. */
  private static boolean isSeparator(int character) {
    return character == 0x85 || character == 0x2028 || character == 0x2029;
  }
}
