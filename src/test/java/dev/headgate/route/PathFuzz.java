package dev.headgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** No path is read, matched or stripped in two ways. */
final class PathFuzz {
  private static final RouteTable ROUTES =
      new RouteTable(
          List.of(
              RouteTableTest.route("/a/b"),
              RouteTableTest.route("/a/*"),
              RouteTableTest.route("/b/*"),
              RouteTableTest.route("/*")));

  private PathFuzz() {}

  /** Takes the input for a path, a char a byte, as the server hands it over. */
  public static void fuzzerTestOneInput(byte[] input) {
    String path = new String(input, StandardCharsets.ISO_8859_1);
    try {
      List<String> readings = PathReadings.of(path);
      checkReadings(path, readings);
      checkRoute(path, readings);
      checkRewrite(path);
    } catch (MalformedPathException e) {
      assertThat(e.getMessage()).matches("[ -~]{1,200}");
    }
  }

  private static void checkReadings(String path, List<String> readings)
      throws MalformedPathException {
    assertThat(readings).doesNotHaveDuplicates().hasSizeBetween(1, PathReadings.READINGS_MAX);
    if (!path.startsWith("/")) {
      assertThat(readings).as("no route takes it").containsExactly(path);
      return;
    }
    assertThat(readings).allMatch(reading -> reading.startsWith("/"));
    String normal = readings.getFirst();
    assertThat(normal.substring(1).split("/", -1))
        .as(normal)
        .doesNotContain(".", "..")
        .noneMatch(segment -> segment.contains(";") || segment.contains("\\"));
    assertThat(normal).doesNotContain("//");
    assertThat(readsAgain(normal)).as("the normal form of %s", normal).isTrue();
    for (String other : OtherServers.readings(path)) {
      assertThat(readings).as("how servers read %s", path).containsAnyOf(other, other + "/");
    }
  }

  /** Whether that reading stays as it is, unless escapes that it hides have it refused. */
  private static boolean readsAgain(String reading) {
    try {
      return PathReadings.of(escaped(reading)).getFirst().equals(reading);
    } catch (MalformedPathException _) {
      return true;
    }
  }

  private static void checkRoute(String path, List<String> readings) throws MalformedPathException {
    Route route = ROUTES.match("GET", "a", path, _ -> null);
    for (String reading : readings) {
      try {
        assertThat(ROUTES.match("GET", "a", escaped(reading), _ -> null))
            .as("the route of %s, read as %s", path, reading)
            .isSameAs(route);
      } catch (MalformedPathException _) {
        // Alone it may be ambiguous; then nobody gets it.
      }
    }
  }

  private static void checkRewrite(String path) throws MalformedPathException {
    String rest = new PathRewrite("/a").apply(path);
    assertThat(rest).startsWith("/");
    assertThat(PathReadings.of(rest)).isNotEmpty();
    if (!rest.equals("/")) {
      assertThat(path).endsWith(rest);
    }
  }

  /** A path that is read just so when its escapes are taken out. */
  private static String escaped(String reading) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : reading.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && b < 0x7f && b != '%';
      escaped.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b));
    }
    return escaped.toString();
  }
}
