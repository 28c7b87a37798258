package dev.headgate.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import dev.headgate.config.value.Htpasswd;
import dev.headgate.config.value.Secret;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** The passwords of users. To verify one takes a tenth of a second or more. */
final class Passwords {
  private static final int SALT_BYTES = 16;

  private final Map<String, Secret> hashes;
  private final List<Secret> decoys;
  private final byte[] salt = new byte[SALT_BYTES];

  Passwords(Htpasswd file) {
    hashes = file.hashes();
    decoys = List.copyOf(hashes.values());
    new SecureRandom().nextBytes(salt);
  }

  /** Whether that is the user's password. */
  boolean verify(String user, byte[] password) {
    Secret own = hashes.get(user);
    String hash = (own == null ? decoyFor(user) : own).reveal();
    return functionOf(hash).check(password, hash.getBytes(UTF_8)) && own != null;
  }

  /**
   * What is verified for a user that there is not, so that it takes as long as for one that there
   * is: the hash of another, for one name always the same, in vain.
   */
  private Secret decoyFor(String user) {
    return decoys.get(
        Math.floorMod(ByteBuffer.wrap(salted(user.getBytes(UTF_8))).getInt(), decoys.size()));
  }

  /** The SHA-256 of what only this process can know to be that. */
  byte[] salted(byte[] bytes) {
    return Sha256.of(ByteBuffer.allocate(SALT_BYTES + bytes.length).put(salt).put(bytes).array());
  }

  private static HashingFunction functionOf(String hash) {
    return hash.startsWith("$argon2")
        ? Argon2Function.getInstanceFromHash(hash)
        : BcryptFunction.getInstanceFromHash(hash);
  }
}
