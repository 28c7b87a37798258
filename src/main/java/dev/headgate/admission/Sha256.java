package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, with one digest a thread. */
final class Sha256 {
  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::digest);

  private Sha256() {}

  /** The hash of those bytes. */
  static byte[] of(byte[] bytes) {
    return DIGEST.get().digest(bytes);
  }

  /** The hash of a text, in hexadecimal digits. */
  static String hex(String text) {
    return HexFormat.of().formatHex(of(text.getBytes(UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
