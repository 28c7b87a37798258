package dev.headgate.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as the corpus writes them; each char of what is read stands for one byte. */
final class Notation {
  private static final Pattern PIECE =
      Pattern.compile(
          "\\\\x(?<hex>[0-9a-f]{2})|\\\\(?<escaped>[rnt0\\\\()])|\\{(?<times>[0-9]+)}|(?<plain>[ -~&&[^\\\\]])");

  private final StringBuilder bytes = new StringBuilder();
  private final Deque<Integer> groups = new ArrayDeque<>();

  /** Where the byte or the group begins that a repetition would repeat. */
  private int unit;

  private Notation() {}

  /** Reads {@code \r \n \t \0 \\ \xNN}, {@code a{9000}} and <code>\(ab\){9000}</code>. */
  static String read(String text) {
    Notation notation = new Notation();
    Matcher piece = PIECE.matcher(text);
    int at = 0;
    while (piece.find() && piece.start() == at) {
      notation.take(piece);
      at = piece.end();
    }
    if (at < text.length() || !notation.groups.isEmpty()) {
      throw new IllegalArgumentException("no such notation: " + text.substring(at));
    }
    return notation.bytes.toString();
  }

  private void take(Matcher piece) {
    if (piece.group("times") != null) {
      repeat(Integer.parseInt(piece.group("times")));
    } else if (piece.group("hex") != null) {
      add((char) Integer.parseInt(piece.group("hex"), 16));
    } else if (piece.group("plain") != null) {
      add(piece.group("plain").charAt(0));
    } else {
      escaped(piece.group("escaped").charAt(0));
    }
  }

  private void escaped(char letter) {
    switch (letter) {
      case 'r' -> add('\r');
      case 'n' -> add('\n');
      case 't' -> add('\t');
      case '0' -> add('\0');
      case '(' -> groups.push(bytes.length());
      case ')' -> unit = groups.pop();
      default -> add(letter);
    }
  }

  private void add(char b) {
    unit = bytes.length();
    bytes.append(b);
  }

  private void repeat(int times) {
    String repeated = bytes.substring(unit).repeat(times);
    bytes.replace(unit, bytes.length(), repeated);
  }
}
