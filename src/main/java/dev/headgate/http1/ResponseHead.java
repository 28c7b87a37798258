package dev.headgate.http1;

/**
 * The status line and header of one final response.
 *
 * @param minorVersion 0 or 1, of HTTP/1
 * @param status 200 to 599
 * @param reason as received, perhaps empty
 * @param fields the header
 */
public record ResponseHead(int minorVersion, int status, String reason, Fields fields) {
  /**
   * Whether the upstream means to keep the connection (RFC 9112 §9.3): HTTP/1.1 unless {@code
   * Connection} says close, HTTP/1.0 only if it says keep-alive; close wins. A connection option
   * that is not a token also means no. It is a promise only: a close-delimited or unfinished body
   * or surplus bytes still end the connection, see {@link BodyReader}.
   */
  public boolean keepsAlive() {
    boolean kept = minorVersion == 1;
    for (String option : fields.elements("Connection")) {
      if (option.equalsIgnoreCase("close") || !Grammar.isToken(option)) {
        return false;
      }
      kept |= option.equalsIgnoreCase("keep-alive");
    }
    return kept;
  }
}
