package dev.headgate.config.binding;

import dev.headgate.config.value.Hosts;
import dev.headgate.config.value.Rejection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of a key may be. Each pattern means the same in Java and in JSON Schema, and
 * repeats no group, since Java's engine recurses over those.
 */
public enum TextRule {
  /** A name for logs and metrics. */
  NAME(
      "a name of letters, digits, dots, hyphens and underscores, at most 63",
      "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"),

  /** One path, or all below it. */
  PATH_PATTERN(
      "a decoded path: /a exactly, /a/* for all below, /* for all; without % ? # ; \\ // or dot"
          + " segments, * only as the last segment",
      "^(?=/)(?![^\\x00-\\x1f]*(//|/\\.{1,2}(/|$)))[^%?#;*\\\\\\x00-\\x1f\\x7f]*(/\\*)?$"),

  /** The front of a path. */
  PATH_PREFIX(
      "a path that begins with a slash and does not end with one, such as /api",
      "^(?=/)(?![^\\x00-\\x1f]*(//|/\\.{1,2}(/|$)))[^%?#;*\\\\\\x00-\\x1f\\x7f]*"
          + "[^/%?#;*\\\\\\x00-\\x1f\\x7f]$"),

  /** Methods are compared letter by letter, RFC 9110 §9.1; tunnels and echoes are no streams. */
  METHOD(
      "a method in capitals, such as POST, other than CONNECT and TRACE",
      "^(?!(CONNECT|TRACE)$)[A-Z][A-Z0-9_-]*$"),

  /** The host that the client asks for. */
  HOST(
      "a host in small letters without scheme or port, such as ai.example.com or *.example.com",
      "^(?!.*(\\.\\.|\\.-|-\\.))(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$"),

  /** As Redis' own programs take it. */
  REDIS_URL(
      "a URL of Redis, such as redis://cache:6379 or rediss://:password@cache:6380/1",
      "^rediss?://([^@/\\x00-\\x20]*@)?"
          + Hosts.PATTERN
          + "(:"
          + Hosts.PORT_PATTERN
          + ")?(/[0-9]{1,4})?$"),

  /** Where a service is asked; a key in it would be in logs. */
  HTTP_URL(
      "a URL of scheme, host, port and path, such as http://127.0.0.1:9000/check",
      "^https?://"
          + Hosts.PATTERN
          + "(:"
          + Hosts.PORT_PATTERN
          + ")?([/?][\\x21\\x24-\\x3b=\\x3f-\\x5a_a-z~]*)?$"),

  /** The exporters of OpenTelemetry add the path of each signal themselves. */
  OTLP_URL(
      "a URL of scheme, host and port, and perhaps a path, without /v1/traces, which is added, such as"
          + " http://collector:4318",
      "^(?!.*/v1/traces/?$)https?://"
          + Hosts.PATTERN
          + "(:"
          + Hosts.PORT_PATTERN
          + ")?(/[\\x21\\x24-\\x3b=\\x40-\\x5a_a-z~]*)?$"),

  /** RFC 7519 §4, less what no issuer uses. */
  CLAIM(
      "a claim's name of letters, digits and any of _.:/-, such as email or https://example.com/role",
      "^[A-Za-z0-9_.:/-]+$"),

  /** RFC 6454 §6.2, as browsers send it. */
  ORIGIN(
      "an origin in small letters without a path, such as https://app.example.com, or *",
      "^([*]|[a-z][a-z0-9+.-]*://[a-z0-9._\\[\\]:-]+)$"),

  /** What {@code sha256sum} prints. */
  SHA256("a SHA-256 in 64 hexadecimal digits, as sha256sum prints it", "^[0-9a-fA-F]{64}$"),

  /** RFC 6750 §2.1, and long enough that nobody guesses it. */
  TOKEN("a token of 16 to 512 letters, digits and any of -._~+/=", "^[A-Za-z0-9._~+/=-]{16,512}$"),

  /** RFC 9110 §5.6.2. */
  HEADER_NAME(
      "a header's name: letters, digits and any of !#$%&'*+-.^_`|~",
      "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"),

  /** RFC 9110 §5.5, with no space at either end, since the wire would lose it. */
  HEADER_VALUE(
      "printable Latin-1 characters without line breaks, and no space at either end",
      "^([\\x21-\\x7e\\x80-\\xff]([\\t\\x20-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff])?)?$");

  /** Longer values are no header that servers take. */
  private static final int LENGTH_MAX = 8192;

  private static final int SHORT_LENGTH_MAX = 1024;

  private final String expected;
  private final Pattern pattern;

  TextRule(String expected, String pattern) {
    this.expected = expected;
    this.pattern = Pattern.compile(pattern);
  }

  /** What such a text is. */
  public String expected() {
    return expected;
  }

  /** The regular expression that a whole text matches. */
  public String pattern() {
    return pattern.pattern();
  }

  /** Refuses a text that breaks the rule. */
  void check(String text) throws Rejection {
    if (!matches(text)) {
      throw new Rejection(expected, hint(text));
    }
  }

  /** Whether a text keeps the rule. */
  boolean matches(String text) {
    int lengthMax = this == HEADER_VALUE ? LENGTH_MAX : SHORT_LENGTH_MAX;
    return text.length() <= lengthMax
        && pattern.matcher(text).matches()
        && (!isUrl() || Hosts.areSoundIn(text));
  }

  private boolean isUrl() {
    return this == HTTP_URL || this == OTLP_URL || this == REDIS_URL;
  }

  private @Nullable String hint(String text) {
    String likely = mended(text);
    boolean shown = !likely.isEmpty() && likely.chars().allMatch(c -> c >= ' ' && c <= '~');
    return shown && matches(likely) ? "did you mean " + likely + "?" : null;
  }

  private String mended(String text) {
    return switch (this) {
      case NAME -> text.strip().replace(' ', '-');
      case PATH_PATTERN -> text.startsWith("/") ? text : "/" + text;
      case PATH_PREFIX -> (text.startsWith("/") ? text : "/" + text).replaceFirst("/\\*?$", "");
      case METHOD -> text.toUpperCase(Locale.ROOT);
      case HOST ->
          text.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "").replaceFirst("[:/].*$", "");
      case HEADER_NAME -> text.strip().replaceFirst(":$", "");
      case ORIGIN -> text.strip().toLowerCase(Locale.ROOT).replaceFirst("/$", "");
      case OTLP_URL ->
          (text.contains("://") ? text : "http://" + text).replaceFirst("/v1/traces/?$", "");
      case HEADER_VALUE, SHA256, TOKEN, REDIS_URL, HTTP_URL, CLAIM -> text.strip();
    };
  }
}
