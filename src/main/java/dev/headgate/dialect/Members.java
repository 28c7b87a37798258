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
  private static final byte[] NOTHING = {};
  private static final int DECIMAL = 10;
  private static final int DIGITS_MAX = 18;

  private byte[] bytes = NOTHING;
  private int beginning;
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

  /** Begins with all that a buffer holds, in its own array where it has one. */
  void begin(ByteBuffer body) {
    int length = body.remaining();
    if (body.hasArray()) {
      int start = body.arrayOffset() + body.position();
      begin(body.array(), start, start + length);
    } else {
      byte[] copy = new byte[length];
      body.get(body.position(), copy);
      begin(copy, 0, length);
    }
  }

  /** Begins with the text between two indexes. */
  void begin(byte[] from, int start, int stop) {
    bytes = from;
    beginning = start;
    at = start;
    end = stop;
    depth = 0;
  }

  /** Moves to the next member, which may be within the value of the last; false: there is none. */
  boolean next() {
    while (at < end) {
      byte b = bytes[at++];
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
      if (depth == 1 && isNamedJust(name)) {
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
    if (at >= end || bytes[at] != ':') {
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
    return new String(bytes, nameStart, nameLength(), UTF_8);
  }

  /** How many bytes of the text stand before the value. */
  int valueOffset() {
    return valueStart - beginning;
  }

  /** How long the member's name is, in bytes. */
  int nameLength() {
    return nameEnd - nameStart;
  }

  /** Whether the member has that name. */
  boolean isNamedJust(byte[] name) {
    return nameLength() == name.length && isNamed(name);
  }

  /** Whether the member has that name, whose length is the same. */
  boolean isNamed(byte[] name) {
    return holds(nameStart, name);
  }

  private boolean holds(int from, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (bytes[from + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isNull() {
    return bytes[valueStart] == 'n';
  }

  boolean isTrue() {
    return bytes[valueStart] == 't';
  }

  boolean isText() {
    return valueStart < end && bytes[valueStart] == '"';
  }

  boolean isObject() {
    return bytes[valueStart] == '{';
  }

  /** Whether the value is an array with anything in it. */
  boolean isFilledArray() {
    if (bytes[valueStart] != '[') {
      return false;
    }
    int first = skipSpace(valueStart + 1);
    return first < end && bytes[first] != ']';
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
    try (JsonParser parser = JSON.createParser(bytes, valueStart, textLength() + 2)) {
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
    while (!isText() && stop < end && (isDigit(bytes[stop]) || bytes[stop] == '-')) {
      stop++;
    }
    int length = stop - valueStart;
    if (stop > end || length > bytesMax) {
      return "";
    }
    return new String(bytes, valueStart, length, UTF_8);
  }

  /** The value as a whole number of up to 18 digits; -1 where it is none. */
  long number() {
    long number = 0;
    int digit = valueStart;
    while (digit < end && isDigit(bytes[digit])) {
      number = number * DECIMAL + bytes[digit] - '0';
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
    while (index < end && isSpace(bytes[index])) {
      index++;
    }
    return index;
  }

  /** Whether that may stand between the parts of a JSON text. */
  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int closingQuote(int from) {
    int index = ByteSearch.either(bytes, from, end, '"', '\\');
    while (index < end && bytes[index] == '\\') {
      index = ByteSearch.either(bytes, Math.min(end, index + 2), end, '"', '\\');
    }
    return index;
  }
}
