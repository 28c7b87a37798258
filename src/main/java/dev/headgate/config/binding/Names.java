package dev.headgate.config.binding;

import dev.headgate.config.yaml.Location;
import dev.headgate.config.yaml.Nearest;
import dev.headgate.config.yaml.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the file names, and who names it again. */
public final class Names {
  private static final int SHOWN_MAX = 10;

  private final Bindings bindings;
  private final Problems problems;

  /** Looks at what was read; what is wrong is told. */
  public Names(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  /**
   * Checks that the names at those paths differ.
   *
   * @param noun what each of them is
   * @return the names
   */
  public List<String> differ(List<String> paths, String noun) {
    Map<String, Location> first = new HashMap<>();
    for (String path : paths) {
      Location at = bindings.at(path);
      bindings
          .value(path, String.class)
          .map(name -> first.putIfAbsent(name, at))
          .ifPresent(before ->
              problems.add(
                  at,
                  path,
                  bindings.raw(path) + " again, first on line " + before.line(),
                  "a name that no other " + noun + " has"));
    }
    return List.copyOf(first.keySet());
  }

  /**
   * Checks that what stands at a path is one of those names.
   *
   * @param noun what each of them is, with its article
   */
  public void isOneOf(List<String> names, String noun, String path, String name) {
    if (names.contains(name)) {
      return;
    }
    List<String> sound = names.stream().filter(TextRule.NAME::matches).toList();
    problems.add(
        bindings.at(path),
        path,
        bindings.raw(path) + ", which is no " + noun.substring(noun.indexOf(' ') + 1),
        sound.isEmpty() ? "the name of " + noun : "one of " + shown(sound),
        bindings.isLiteral(path) ? Nearest.hint(name, sound) : null);
  }

  private static String shown(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SHOWN_MAX, names.size())));
    return names.size() > SHOWN_MAX ? first + ", …" : first;
  }
}
