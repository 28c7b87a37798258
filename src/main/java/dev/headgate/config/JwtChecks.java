package dev.headgate.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text rules of one {@code jwt} block do not see. */
final class JwtChecks {
  private static final Pattern URL =
      Pattern.compile("https?://" + Hosts.PATTERN + "(?::(" + Hosts.PORT_PATTERN + "))?(?:/.*)?");

  private final Bindings bindings;
  private final Problems problems;

  JwtChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  /** Checks the block at that path, if there is one. */
  void run(String path) {
    String urlPath = path + ".jwks_url";
    if (bindings.value(urlPath, String.class).filter(url -> !isSound(url)).isPresent()) {
      problems.add(
          bindings.at(urlPath), urlPath, bindings.raw(urlPath), TextRule.HTTP_URL.expected());
    }
    String filePath = path + ".jwks_file";
    if (bindings.value(filePath, FileText.class).filter(file -> !hasKeys(file)).isPresent()) {
      problems.add(
          bindings.at(filePath),
          filePath,
          bindings.raw(filePath) + ", in which there are no keys",
          "a JSON Web Key Set: an object with a list of keys");
    }
  }

  private static boolean isSound(String url) {
    Matcher parts = URL.matcher(url);
    return parts.matches()
        && Hosts.host(parts.group(1)) != null
        && (parts.group(2) == null || Hosts.port(parts.group(2)) > 0);
  }

  private static boolean hasKeys(FileText file) {
    try {
      return !new ObjectMapper().readTree(file.text()).path("keys").path(0).isMissingNode();
    } catch (JsonProcessingException _) {
      return false;
    }
  }
}
