package dev.headgate.config.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.config.binding.Bindings;
import dev.headgate.config.value.FileText;
import dev.headgate.config.yaml.Problems;

/** What the text rules of one {@code jwt} block do not see. */
final class JwtChecks {
  private final Bindings bindings;
  private final Problems problems;

  JwtChecks(Bindings bindings, Problems problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  /** Checks the block at that path, if there is one. */
  void run(String path) {
    String filePath = path + ".jwks_file";
    if (bindings.value(filePath, FileText.class).filter(file -> !hasKeys(file)).isPresent()) {
      problems.add(
          bindings.at(filePath),
          filePath,
          bindings.raw(filePath) + ", in which there are no keys",
          "a JSON Web Key Set: an object with a list of keys");
    }
  }

  private static boolean hasKeys(FileText file) {
    try {
      return !new ObjectMapper().readTree(file.text()).path("keys").path(0).isMissingNode();
    } catch (JsonProcessingException _) {
      return false;
    }
  }
}
