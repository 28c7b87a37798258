package dev.headgate.config.value;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One block of a PEM file (RFC 7468). What stands between the blocks is for people.
 *
 * @param label such as {@code CERTIFICATE}
 * @param isEncrypted whether a passphrase is needed to read it
 * @param base64 its content
 */
record Pem(String label, boolean isEncrypted, Secret base64) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** The blocks of that text. */
  static List<Pem> read(String text) throws Rejection {
    List<Pem> blocks = new ArrayList<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (label(lines.get(i), BEGIN).isEmpty()) {
        continue;
      }
      String label = label(lines.get(i), BEGIN);
      int begin = i + 1;
      while (i < lines.size() && !label(lines.get(i), END).equals(label)) {
        i++;
      }
      if (i == lines.size()) {
        throw new Rejection("an end to what begins on line " + begin + " of that file", null);
      }
      blocks.add(block(label, lines.subList(begin, i), begin));
    }
    return blocks;
  }

  private static String label(String line, String front) {
    return line.startsWith(front) && line.endsWith(DASHES) && line.length() > front.length()
        ? line.substring(front.length(), line.length() - DASHES.length())
        : "";
  }

  /** The lines of a block; those with a colon are a header of it (RFC 1421 §4.6). */
  private static Pem block(String label, List<String> lines, int begin) throws Rejection {
    boolean encrypted =
        label.startsWith("ENCRYPTED ")
            || lines.stream().anyMatch(line -> line.matches("Proc-Type:.*ENCRYPTED"));
    String content = String.join("", lines.stream().filter(line -> !line.contains(":")).toList());
    Pem block = new Pem(label, encrypted, new Secret(content));
    try {
      block.der();
    } catch (IllegalArgumentException _) {
      throw new Rejection("Base64 in what begins on line " + begin + " of that file", null);
    }
    return block;
  }

  /** Its content, in DER. */
  byte[] der() {
    return Base64.getDecoder().decode(base64.reveal());
  }
}
