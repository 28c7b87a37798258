package dev.headgate.config.yaml;

/** The path of a value in the file, such as {@code routes[1].timeouts.stall}. */
public final class KeyPath {
  // No dots: "a.url" as a name must not look like the key url of a.
  private static final String PLAIN_KEY = "[A-Za-z0-9_-]{1,64}";

  private KeyPath() {}

  /** The path of that key in the block at that path. */
  public static String join(String path, String key) {
    String shown = key.matches(PLAIN_KEY) ? key : Quote.text(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** The path of a key, such as {@code timeouts.stall}, within the block at that path. */
  public static String key(String path, String key) {
    return path + "." + key;
  }

  /** The path of that item in the list at that path. */
  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
