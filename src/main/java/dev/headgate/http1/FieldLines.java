package dev.headgate.http1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads field lines up to the empty line that ends them (RFC 9112 §5). */
final class FieldLines {
  private final LineReader lines;
  private final int fieldsMax;
  private final boolean spaceBeforeColon;
  private final List<Fields.Field> fields = new ArrayList<>();

  private FieldLines(LineReader lines, int fieldsMax, boolean spaceBeforeColon) {
    this.lines = lines;
    this.fieldsMax = fieldsMax;
    this.spaceBeforeColon = spaceBeforeColon;
  }

  /** Those of a response, from which whitespace before a colon is removed (RFC 9112 §5.1). */
  static FieldLines ofResponse(LineReader lines, int fieldsMax) {
    return new FieldLines(lines, fieldsMax, true);
  }

  /** Those of a request, where whitespace before a colon must be refused (RFC 9112 §5.1). */
  static FieldLines ofRequest(LineReader lines, int fieldsMax) {
    return new FieldLines(lines, fieldsMax, false);
  }

  /** Consumes field lines; true once the empty line is consumed too. */
  boolean read(ByteBuffer in) throws MalformedMessageException {
    while (lines.next(in)) {
      if (lines.length() == 0) {
        return true;
      }
      if (fields.size() == fieldsMax) {
        throw HeadTooLargeException.tooManyFields(fieldsMax);
      }
      fields.add(parse());
    }
    return false;
  }

  /** The fields read so far. */
  List<Fields.Field> fields() {
    return fields;
  }

  private Fields.Field parse() throws MalformedMessageException {
    if (Grammar.isWhitespace(lines.at(0))) {
      // An obs-fold, or whitespace before the first field (RFC 9112 §5.2, §2.2).
      throw new MalformedMessageException("a field line begins with whitespace: " + quoted());
    }
    int nameEnd = 0;
    while (nameEnd < lines.length() && Grammar.isTokenByte(lines.at(nameEnd))) {
      nameEnd++;
    }
    int colon = spaceBeforeColon ? skipWhitespace(nameEnd, lines.length()) : nameEnd;
    if (nameEnd == 0 || colon == lines.length() || lines.at(colon) != ':') {
      throw new MalformedMessageException("a field line has no valid name: " + quoted());
    }
    return new Fields.Field(lines.text(0, nameEnd), value(colon + 1));
  }

  private String value(int afterColon) {
    int to = lines.length();
    while (to > afterColon && Grammar.isWhitespace(lines.at(to - 1))) {
      to--;
    }
    return lines.text(skipWhitespace(afterColon, to), to);
  }

  private int skipWhitespace(int from, int to) {
    int at = from;
    while (at < to && Grammar.isWhitespace(lines.at(at))) {
      at++;
    }
    return at;
  }

  private String quoted() {
    return Quote.of(lines.text(0, lines.length()));
  }
}
