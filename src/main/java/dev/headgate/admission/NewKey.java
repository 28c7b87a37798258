package dev.headgate.admission;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key that nobody can guess.
 *
 * @param key for the caller
 * @param sha256 for the file
 */
public record NewKey(String key, String sha256) {
  private static final int RANDOM_BYTES = 32;

  /** Shows scanners of logs and repositories what it is. */
  private static final String FRONT = "hg_";

  /** Makes one, of 256 random bits. */
  public static NewKey make() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String key = FRONT + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new NewKey(key, Sha256.hex(key));
  }

  /** Never the key. */
  @Override
  public String toString() {
    return sha256;
  }
}
