package dev.headgate.config.yaml;

import dev.headgate.config.yaml.YamlNode.Entry;
import dev.headgate.config.yaml.YamlNode.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Builds located nodes from YAML's events. Anchors, aliases, tags and merge keys are refused: what
 * the file says of a key stands at that key, and no input can grow beyond its own size.
 */
public final class YamlTree {
  /** The language itself needs six levels. */
  static final int DEPTH_MAX = 20;

  /** Keys in one block, items in one list. */
  static final int ENTRIES_MAX = 4096;

  /** Longer digits are no number; also, the resolver's patterns recurse over their groups. */
  private static final int PLAIN_NUMBER_MAX = 64;

  private static final String SHARED = "what routes share is written once, in defaults";
  private static final String QUOTES = "a text that begins with * stands in quotes";

  private static final Resolver RESOLVER = new Resolver();

  private final Iterator<Event> events;
  private final Problems problems;

  private YamlTree(String text, Problems problems) {
    this.events = new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
    this.problems = problems;
  }

  /**
   * The file's one document; null where there is none or its syntax is broken.
   *
   * @param expected what stands in a file that is not empty
   */
  public static @Nullable YamlNode read(String text, Problems problems, String expected) {
    try {
      return new YamlTree(text, problems).document(expected);
    } catch (TooMuch e) {
      problems.add(e.at, e.path, e.found, e.expected);
    } catch (MarkedYAMLException e) {
      problems.add(at(e.getProblemMark()), "", syntax(e), "valid YAML", syntaxHint(e));
    } catch (YAMLException e) {
      problems.add(
          Location.WHOLE_FILE, "", Quote.text(String.valueOf(e.getMessage())), "valid YAML");
    }
    return null;
  }

  private @Nullable YamlNode document(String expected) {
    events.next(); // The stream's start.
    if (events.next() instanceof StreamEndEvent) {
      problems.add(Location.WHOLE_FILE, "", "an empty file", expected);
      return null;
    }
    YamlNode root = node(events.next(), "", 1);
    events.next(); // The document's end.
    Event next = events.next();
    if (!(next instanceof StreamEndEvent)) {
      problems.add(at(next.getStartMark()), "", "a second document", "one document in the file");
    }
    return root;
  }

  private YamlNode node(Event event, String path, int depth) {
    Location at = at(event.getStartMark());
    refuseIndirection((NodeEvent) event, at, path);
    if (depth > DEPTH_MAX) {
      throw new TooMuch(at, path, "more than " + DEPTH_MAX + " levels", "at most that many");
    }
    return switch (event) {
      case ScalarEvent scalar -> new YamlNode.Scalar(at, scalar.getValue(), kind(scalar));
      case MappingStartEvent _ -> mapping(at, path, depth);
      case AliasEvent _ -> new YamlNode.Refused(at);
      default -> sequence(at, path, depth);
    };
  }

  /** Refuses what makes a node stand for more than is written at its place. */
  private void refuseIndirection(NodeEvent event, Location at, String path) {
    String tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> null;
        };
    if (tag != null) {
      problems.add(
          at,
          path,
          "the tag " + Quote.text(tag.replace(Tag.PREFIX, "!!")),
          "a value without a tag");
    }
    if (event.getAnchor() != null) {
      boolean alias = event instanceof AliasEvent;
      String found =
          alias
              ? "the alias " + Quote.text("*" + event.getAnchor())
              : "the anchor " + Quote.text("&" + event.getAnchor());
      problems.add(at, path, found, "the value itself", alias ? QUOTES + "; " + SHARED : SHARED);
    }
  }

  private static Kind kind(ScalarEvent event) {
    if (!event.isPlain() || event.getValue().length() > PLAIN_NUMBER_MAX) {
      return Kind.TEXT;
    }
    Tag tag = RESOLVER.resolve(NodeId.scalar, event.getValue(), true);
    if (tag.equals(Tag.NULL)) {
      return Kind.NOTHING;
    }
    if (tag.equals(Tag.BOOL)) {
      return Kind.BOOLEAN;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Kind.NUMBER : Kind.TEXT;
  }

  private YamlNode sequence(Location at, String path, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      checkEntries(at, path, items.size());
      items.add(node(event, KeyPath.item(path, items.size()), depth + 1));
    }
    return new YamlNode.Sequence(at, items);
  }

  private YamlNode mapping(Location at, String path, int depth) {
    Map<String, Location> seen = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      checkEntries(at, path, seen.size());
      YamlNode key = node(event, path, depth + 1);
      String keyPath = key instanceof YamlNode.Scalar name ? KeyPath.join(path, name.text()) : path;
      YamlNode value = node(events.next(), keyPath, depth + 1);
      if (isSoundKey(key, keyPath, seen) && key instanceof YamlNode.Scalar name) {
        entries.add(new Entry(name, value));
      }
    }
    return new YamlNode.Mapping(at, entries);
  }

  private boolean isSoundKey(YamlNode key, String path, Map<String, Location> seen) {
    if (!(key instanceof YamlNode.Scalar name)) {
      if (!(key instanceof YamlNode.Refused)) {
        problems.add(key.at(), path, key.described() + " as a key", "a name");
      }
      return false;
    }
    if (name.text().equals("<<")) {
      problems.add(key.at(), path, "the merge key <<", "keys that stand here themselves", SHARED);
      return false;
    }
    Location first = seen.putIfAbsent(name.text(), name.at());
    if (first != null) {
      String found = "this key again, first on line " + first.line();
      problems.add(key.at(), path, found, "each key once");
    }
    return first == null;
  }

  private static void checkEntries(Location at, String path, int entries) {
    if (entries == ENTRIES_MAX) {
      throw new TooMuch(at, path, "more than " + ENTRIES_MAX + " entries", "at most that many");
    }
  }

  private static String syntax(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : " " + e.getContext();
    // SnakeYAML's words often begin with the one that every problem has already.
    String problem = String.valueOf(e.getProblem()).replaceFirst("^found ", "");
    return (problem + context).replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }

  private static @Nullable String syntaxHint(MarkedYAMLException e) {
    boolean alias = e.getContext() != null && e.getContext().contains("alias");
    return alias ? QUOTES : null;
  }

  private static Location at(Mark mark) {
    return new Location(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** More than any configuration needs; nothing after it is read. */
  private static final class TooMuch extends RuntimeException {
    private final transient Location at;
    private final String path;
    private final String found;
    private final String expected;

    TooMuch(Location at, String path, String found, String expected) {
      super(found, null, false, false);
      this.at = at;
      this.path = path;
      this.found = found;
      this.expected = expected;
    }
  }
}
