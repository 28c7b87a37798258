package dev.headgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.headgate.sse.ByteSearch;
import dev.headgate.sse.Event;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Walks over the members of a JSON text, at every depth, without allocating; used again for each
 * text. It is for texts that a client parses: of malformed ones it may show anything, but it always
 * comes to an end, and never leaves their bounds.
 */
final class Members {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int DECIMAL = 10;
  private static final int DIGITS_MAX = 18;

  private ByteBuffer bytes = NOTHING;
  private int at;
  private int end;
  private int depth;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int textEnd;

  /** Begins with the data of an event. */
  void begin(Event event) {
    begin(event.data(), event.dataStart(), event.dataEnd());
  }

  /** Begins with the text between two indexes. */
  void begin(ByteBuffer from, int start, int stop) {
    bytes = from;
    at = start;
    end = stop;
    depth = 0;
  }

  /** Moves to the next member, which may be within the value of the last; false: there is none. */
  boolean next() {
    while (at < end) {
      byte b = bytes.get(at++);
      if (b == '"') {
        if (takesName()) {
          return true;
        }
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return false;
  }

  /** Moves to the member of the outermost object that has that name; false: there is none. */
  boolean find(byte[] name) {
    while (next()) {
      if (depth == 1 && nameLength() == name.length && isNamed(name)) {
        return true;
      }
    }
    return false;
  }

  /** Reads a string, of which the quote was read; returns whether it names a member. */
  private boolean takesName() {
    nameStart = at;
    nameEnd = closingQuote(at);
    at = skipSpace(nameEnd + 1);
    if (at >= end || bytes.get(at) != ':') {
      return false;
    }
    valueStart = skipSpace(at + 1);
    at = valueStart;
    textEnd = valueStart;
    if (isText()) {
      textEnd = closingQuote(valueStart + 1);
      at = Math.min(end, textEnd + 1);
    }
    return valueStart < end;
  }

  /** How many objects and arrays the member is in: 1 in the outermost object. */
  int depth() {
    return depth;
  }

  /** The member's name, escapes as they stand. */
  String name() {
    byte[] name = new byte[nameLength()];
    bytes.get(nameStart, name);
    return new String(name, UTF_8);
  }

  /** Where the value begins. */
  int valueStart() {
    return valueStart;
  }

  /** How long the member's name is, in bytes. */
  int nameLength() {
    return nameEnd - nameStart;
  }

  /** Whether the member has that name, whose length is the same. */
  boolean isNamed(byte[] name) {
    return holds(nameStart, name);
  }

  private boolean holds(int from, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (bytes.get(from + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isNull() {
    return bytes.get(valueStart) == 'n';
  }

  boolean isTrue() {
    return bytes.get(valueStart) == 't';
  }

  boolean isText() {
    return valueStart < end && bytes.get(valueStart) == '"';
  }

  boolean isObject() {
    return bytes.get(valueStart) == '{';
  }

  /** Whether the value is an array with anything in it. */
  boolean isFilledArray() {
    if (bytes.get(valueStart) != '[') {
      return false;
    }
    int first = skipSpace(valueStart + 1);
    return first < end && bytes.get(first) != ']';
  }

  /** How many bytes the value has between its quotes, escapes as they stand; 0 for another. */
  int textLength() {
    return Math.max(0, textEnd - valueStart - 1);
  }

  /** Whether the value is just that text, which holds nothing to be escaped. */
  boolean isText(byte[] expected) {
    return isText() && textLength() == expected.length && holds(valueStart + 1, expected);
  }

  boolean textStartsWith(byte[] prefix) {
    return isText() && textLength() >= prefix.length && holds(valueStart + 1, prefix);
  }

  boolean textEndsWith(byte[] suffix) {
    return isText() && textLength() >= suffix.length && holds(textEnd - suffix.length, suffix);
  }

  /** The value as a text, its first characters; empty where it is none, or malformed. */
  String text(int charsMax) {
    if (!isText() || textEnd >= end) {
      return "";
    }
    byte[] quoted = new byte[textLength() + 2];
    bytes.get(valueStart, quoted);
    try (JsonParser parser = JSON.createParser(quoted)) {
      parser.nextToken();
      String text = parser.getText();
      return text.length() > charsMax ? text.substring(0, charsMax) : text;
    } catch (IOException _) {
      return "";
    }
  }

  /** A number or a text as it stands there; empty where it is neither, or too long. */
  String raw(int bytesMax) {
    int stop = isText() ? textEnd + 1 : valueStart;
    while (!isText() && stop < end && (isDigit(bytes.get(stop)) || bytes.get(stop) == '-')) {
      stop++;
    }
    int length = stop - valueStart;
    if (stop > end || length > bytesMax) {
      return "";
    }
    byte[] raw = new byte[length];
    bytes.get(valueStart, raw);
    return new String(raw, UTF_8);
  }

  /** The value as a whole number of up to 18 digits; -1 where it is none. */
  long number() {
    long number = 0;
    int digit = valueStart;
    while (digit < end && isDigit(bytes.get(digit))) {
      number = number * DECIMAL + bytes.get(digit) - '0';
      digit++;
    }
    int digits = digit - valueStart;
    return digits == 0 || digits > DIGITS_MAX ? -1 : number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private int skipSpace(int from) {
    int index = from;
    while (index < end && isSpace(bytes.get(index))) {
      index++;
    }
    return index;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int closingQuote(int from) {
    int index = ByteSearch.either(bytes, from, end, '"', '\\');
    while (index < end && bytes.get(index) == '\\') {
      index = ByteSearch.either(bytes, Math.min(end, index + 2), end, '"', '\\');
    }
    return index;
  }
}
