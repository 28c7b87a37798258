package dev.headgate.config.yaml;

import java.util.List;

/** A part of the file, with its place. */
public sealed interface YamlNode {
  /** Where it begins. */
  Location at();

  /** What a scalar is to YAML. */
  enum Kind {
    /** Quoted, or nothing else. */
    TEXT,
    /** A plain number, YAML 1.1's octal and sexagesimal included. */
    NUMBER,
    /** A plain {@code true}, {@code off} and the like. */
    BOOLEAN,
    /** Empty, {@code ~} or {@code null}. */
    NOTHING,
    /** Written as a reference, so that YAML knows nothing of its value. */
    REFERENCE
  }

  /** One value. */
  record Scalar(Location at, String text, Kind kind) implements YamlNode {}

  /** A list. */
  record Sequence(Location at, List<YamlNode> items) implements YamlNode {}

  /** A block of keys, each once. */
  record Mapping(Location at, List<Entry> entries) implements YamlNode {}

  /** Something whose problem has been told already. */
  record Refused(Location at) implements YamlNode {}

  /** One key of a block. */
  record Entry(Scalar key, YamlNode value) {}

  /** What stands here, in an operator's words. */
  default String described() {
    return switch (this) {
      case Scalar(_, _, Kind kind) ->
          switch (kind) {
            case TEXT, REFERENCE -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NOTHING -> "nothing";
          };
      case Sequence _ -> "a list";
      case Mapping _ -> "a block of keys";
      case Refused _ -> "what is refused above";
    };
  }
}
