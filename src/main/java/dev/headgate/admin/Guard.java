package dev.headgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headgate.config.block.AdminConfig;
import dev.headgate.config.value.Secret;
import dev.headgate.http1.RequestHead;
import io.undertow.util.StatusCodes;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask: where there is a token, whoever has it. Where there is none only this machine can
 * connect, but its browsers show pages of others: those may neither change anything, nor come under
 * a name of their own that leads here (DNS rebinding).
 */
final class Guard {
  private static final String SCHEME = "bearer ";
  private static final String SCHEME_END = "://";
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

  /** What browsers say of what was typed, or comes from a page of the same origin. */
  private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

  private final String host;
  private final byte @Nullable [] tokenHash;

  private Guard(String host, byte @Nullable [] tokenHash) {
    this.host = host;
    this.tokenHash = tokenHash;
  }

  static Guard of(AdminConfig config) {
    Secret token = config.token();
    return new Guard(config.address().host(), token == null ? null : hash(token.reveal()));
  }

  /** Why a request is not served; null if it is. */
  @Nullable Answer refusal(RequestHead head) {
    if (tokenHash != null) {
      return hasToken(head, tokenHash) ? null : unauthorized();
    }
    if (!isOwnName(head.authority())) {
      return Answer.error(
          StatusCodes.FORBIDDEN,
          "the Host field is neither an address, nor localhost, nor admin.address");
    }
    return HARMLESS.contains(head.method()) || isOwnPage(head)
        ? null
        : Answer.error(StatusCodes.FORBIDDEN, "a page of another origin may not change anything");
  }

  private static boolean hasToken(RequestHead head, byte[] expected) {
    String given = head.fields().first("Authorization");
    // Hashes are of one length: how long the comparison takes tells nothing.
    return given != null
        && given.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        && MessageDigest.isEqual(hash(given.substring(SCHEME.length()).strip()), expected);
  }

  private static Answer unauthorized() {
    return Answer.error(StatusCodes.UNAUTHORIZED, "admin.token is demanded: Authorization: Bearer")
        .with("WWW-Authenticate", "Bearer realm=\"headgate admin\"");
  }

  /** A request without the field is no browser's. */
  private boolean isOwnName(String authority) {
    String name = authority.replaceFirst(":[0-9]*$", "");
    return name.isEmpty()
        || name.equalsIgnoreCase("localhost")
        || name.equalsIgnoreCase(host)
        || isAddress(name);
  }

  private static boolean isAddress(String name) {
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    try {
      InetAddress.ofLiteral(bracketed ? name.substring(1, name.length() - 1) : name);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isOwnPage(RequestHead head) {
    String origin = head.fields().first("Origin");
    String site = head.fields().first("Sec-Fetch-Site");
    return (site == null || OWN_SITE.contains(site))
        && (origin == null
            || origin
                .substring(Math.max(0, origin.indexOf(SCHEME_END) + SCHEME_END.length()))
                .equalsIgnoreCase(head.authority()));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
