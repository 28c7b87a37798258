package dev.headgate.config.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an htpasswd file says: a user and the hash of its password on each line.
 *
 * @param hashes by user; of bcrypt or argon2, and at least one
 */
public record Htpasswd(Map<String, Secret> hashes) {
  /** The largest such file. */
  public static final ByteSize FILE_MAX = ByteSize.ofKib(1024);

  /** How much memory one look at an argon2 hash may cost. */
  static final int ARGON2_KIB_MAX = 64 * 1024;

  private static final int USER_CHARS_MAX = 255;
  private static final int ARGON2_KIB_PER_LANE_MIN = 8;
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-7])\\$[./A-Za-z0-9]{53}");
  private static final Pattern ARGON2 =
      Pattern.compile(
          "\\$argon2id?\\$v=19\\$m=([1-9][0-9]{0,6}),t=[1-9][0-9]?,p=([1-9][0-9]?)"
              + "\\$[A-Za-z0-9+/]{11,128}\\$[A-Za-z0-9+/]{16,128}");

  /** Copies the map. */
  public Htpasswd {
    hashes = Copies.of(hashes);
  }

  /** Reads the text of such a file. A rejection names a line, and never what stands there. */
  public static Htpasswd parse(String text) throws Rejection {
    Map<String, Secret> hashes = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String wrong = add(line, hashes);
        if (!wrong.isEmpty()) {
          throw new Rejection("on line " + (i + 1) + " of that file " + wrong, null);
        }
      }
    }
    if (hashes.isEmpty()) {
      throw new Rejection("a line of user:hash in that file", null);
    }
    return new Htpasswd(hashes);
  }

  /** Adds what a line says; returns what is expected there instead, empty where nothing is. */
  private static String add(String line, Map<String, Secret> hashes) {
    int colon = line.indexOf(':');
    String user = line.substring(0, Math.max(colon, 0));
    String hash = line.substring(colon + 1);
    if (user.isEmpty() || user.chars().anyMatch(Character::isISOControl)) {
      return "user:hash";
    }
    if (user.length() > USER_CHARS_MAX) {
      return "a user of at most " + USER_CHARS_MAX + " characters";
    }
    String wrong = wrong(hash);
    return wrong.isEmpty() && hashes.putIfAbsent(user, new Secret(hash)) != null
        ? "a user that no line before has"
        : wrong;
  }

  private static String wrong(String hash) {
    Matcher argon2 = ARGON2.matcher(hash);
    if (!argon2.matches()) {
      return BCRYPT.matcher(hash).matches()
          ? ""
          : "user:hash with a hash of bcrypt, as htpasswd -B makes it, at a cost of 4 to 17, or of"
              + " argon2id or argon2i";
    }
    int kib = Integer.parseInt(argon2.group(1));
    int lanes = Integer.parseInt(argon2.group(2));
    return kib <= ARGON2_KIB_MAX && kib >= ARGON2_KIB_PER_LANE_MIN * lanes
        ? ""
        : "an argon2 hash with m from 8 for each of p to " + ARGON2_KIB_MAX;
  }
}
