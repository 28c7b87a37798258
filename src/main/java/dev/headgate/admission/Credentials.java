package dev.headgate.admission;

import dev.headgate.http1.Fields;
import dev.headgate.http1.RequestHead;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to show who sends it.
 *
 * @param head the request's line and header
 * @param address the client's
 * @param certificate what the client showed that holds; nothing where it showed none
 */
public record Credentials(
    RequestHead head, InetAddress address, Supplier<@Nullable X509Certificate> certificate) {
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  /** The request's header. */
  Fields fields() {
    return head.fields();
  }

  /** The token of {@code Authorization: Bearer} (RFC 6750 §2.1); null where there is none. */
  @Nullable String bearer() {
    return authorization(BEARER);
  }

  /** What stands in {@code Authorization: Basic} (RFC 7617 §2); null where there is none. */
  @Nullable String basic() {
    return authorization(BASIC);
  }

  /**
   * What follows a scheme in the Authorization field; null where there is none, or where there is
   * more than one such field, of which nobody knows which one holds.
   *
   * @param scheme in small letters, with a space at its end
   */
  private @Nullable String authorization(String scheme) {
    String value = only(AUTHORIZATION);
    return value != null && value.regionMatches(true, 0, scheme, 0, scheme.length())
        ? value.substring(scheme.length()).strip()
        : null;
  }

  /** The value of a field that stands there once; null where it does not, or is empty. */
  @Nullable String only(String name) {
    List<String> values = fields().all(name);
    return values.size() == 1 && !values.getFirst().isEmpty() ? values.getFirst() : null;
  }
}
