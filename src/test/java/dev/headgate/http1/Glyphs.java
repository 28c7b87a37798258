package dev.headgate.http1;

/** Lets a table show the bytes that a source file cannot. */
final class Glyphs {
  private Glyphs() {}

  /** The text with each glyph replaced by its byte. */
  static String decode(String text) {
    return text.replace("⏎", "\r\n")
        .replace('␍', '\r')
        .replace('␊', '\n')
        .replace('␠', ' ')
        .replace('␉', '\t')
        .replace('␀', '\0')
        .replace('␛', '\u001b')
        .replace('␡', '\u007f');
  }
}
