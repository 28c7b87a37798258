package dev.headgate.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How code that is not ours reads a path. */
final class OtherServers {
  private OtherServers() {}

  /**
   * Each reading, with one slash for many, perhaps without its trailing one; none of a path that
   * they refuse.
   */
  static List<String> readings(String path) {
    List<String> readings = new ArrayList<>();
    if (!path.chars().allMatch(c -> c < 0x80 && c != '?')) {
      // They do not read a char as a byte, and a query is no part of a path.
      return readings;
    }
    try {
      URI uri = new URI(path);
      for (String read : List.of(uri.getPath(), uri.normalize().getPath())) {
        String rooted = read.isEmpty() ? "/" : read.replaceAll("/+", "/");
        readings.add(rooted);
        readings.add(Path.of(rooted).normalize().toString());
      }
    } catch (URISyntaxException | InvalidPathException _) {
      // They refuse it.
    }
    return readings;
  }
}
