package dev.headgate.config.binding;

import dev.headgate.config.value.ByteSize;
import dev.headgate.config.value.FileText;
import dev.headgate.config.value.Htpasswd;
import dev.headgate.config.value.KeysFile;
import dev.headgate.config.yaml.Problems;
import dev.headgate.config.yaml.Quote;
import dev.headgate.config.yaml.SourceText;
import dev.headgate.config.yaml.YamlNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of {@code ${env:NAME}} and {@code ${file:PATH}} in their place. A dollar sign
 * before a reference makes it plain text. A value that was put in is never searched again, nor
 * told.
 */
public final class References {
  /** What a scalar with a reference looks like, for the JSON Schema. */
  public static final String PATTERN = "\\$\\{(env|file):[^}]+\\}";

  /** The largest file that a reference may name. */
  static final ByteSize FILE_MAX = ByteSize.ofKib(64);

  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
  private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Path folder;
  private final Function<String, @Nullable String> environment;
  private final Problems problems;
  private final Consumer<Path> files;

  /**
   * Follows references; what is wrong with them is told.
   *
   * @param folder where relative paths begin
   * @param environment the value of a variable, or null
   * @param files hears of each file before it is read
   */
  public References(
      Path folder,
      Function<String, @Nullable String> environment,
      Problems problems,
      Consumer<Path> files) {
    this.folder = folder;
    this.environment = environment;
    this.problems = problems;
    this.files = files;
  }

  /** The scalar with every reference resolved; null where one could not be, which is told. */
  YamlNode.@Nullable Scalar resolve(YamlNode.Scalar scalar, String path) {
    if (!scalar.text().contains("${")) {
      return scalar;
    }
    StringBuilder resolved = new StringBuilder();
    boolean complete = true;
    Matcher matcher = REFERENCE.matcher(scalar.text());
    while (matcher.find()) {
      try {
        matcher.appendReplacement(resolved, Matcher.quoteReplacement(value(matcher)));
      } catch (Unresolved e) {
        problems.add(scalar.at(), path, e.found, e.expected);
        complete = false;
      }
    }
    matcher.appendTail(resolved);
    return complete
        ? new YamlNode.Scalar(scalar.at(), resolved.toString(), YamlNode.Kind.REFERENCE)
        : null;
  }

  /** What stands in the file of that name; null where it cannot be read, which is told. */
  YamlNode.@Nullable Scalar read(String name, YamlNode.Scalar written, String path) {
    try {
      String text = content(written.text(), name, Htpasswd.FILE_MAX);
      return new YamlNode.Scalar(written.at(), text, YamlNode.Kind.REFERENCE);
    } catch (Unresolved e) {
      problems.add(written.at(), path, e.found, e.expected);
      return null;
    }
  }

  /** That file with what stands in it; null where it cannot be had, which is told. */
  @Nullable FileText read(FileText file, YamlNode.Scalar scalar, String path) {
    try {
      return new FileText(file.path(), content(scalar.text(), file.path(), FILE_MAX));
    } catch (Unresolved e) {
      problems.add(scalar.at(), path, e.found, e.expected);
      return null;
    }
  }

  /** That file, wherever the process stands. */
  KeysFile locate(KeysFile file) {
    return new KeysFile(folder.resolve(file.path()), environment);
  }

  private String value(MatchResult match) throws Unresolved {
    String reference = match.group();
    if (reference.equals("$${")) {
      return "${";
    }
    String body = match.group(1);
    boolean closed = !match.group(2).isEmpty();
    if (closed && body.startsWith("env:")) {
      return variable(reference, body.substring("env:".length()));
    }
    if (closed && body.startsWith("file:")) {
      return content(reference, body.substring("file:".length()), FILE_MAX);
    }
    throw new Unresolved(Quote.text(reference), "${env:NAME} or ${file:PATH}; $${ for a plain ${");
  }

  private String variable(String reference, String name) throws Unresolved {
    if (!ENV_NAME.matcher(name).matches()) {
      throw new Unresolved(
          Quote.text(reference), "a variable's name of letters, digits and underscores");
    }
    String value = environment.apply(name);
    if (value == null || value.isEmpty()) {
      throw new Unresolved(
          reference + ", which is " + (value == null ? "not set" : "empty"),
          "an environment variable with a value");
    }
    return value;
  }

  private String content(String reference, String name, ByteSize max) throws Unresolved {
    String expected = "a text file that can be read, of 1B to " + max;
    Path file;
    try {
      file = folder.resolve(name);
    } catch (InvalidPathException _) {
      throw new Unresolved(Quote.text(reference), expected);
    }
    files.accept(file);
    return switch (SourceText.read(file, max)) {
      case SourceText.Unreadable(_, String found) ->
          throw new Unresolved(Quote.text(reference) + ": " + found, expected);
      case SourceText.Read(String text) -> {
        String value = text.replaceFirst("\\r?\\n\\z", "");
        if (value.isEmpty()) {
          throw new Unresolved(Quote.text(reference) + ", which is empty", expected);
        }
        yield value;
      }
    };
  }

  /** A reference without a value. */
  private static final class Unresolved extends Exception {
    private final String found;
    private final String expected;

    Unresolved(String found, String expected) {
      super(found, null, false, false);
      this.found = found;
      this.expected = expected;
    }
  }
}
