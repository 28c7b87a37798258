package dev.headgate.http1;

/** A version of HTTP that clients speak. */
public enum HttpVersion {
  /** RFC 1945; its connections end with each response, unless both sides say otherwise. */
  HTTP_1_0("1.0"),
  /** RFC 9112. */
  HTTP_1_1("1.1"),
  /** RFC 9113. */
  HTTP_2("2.0");

  private final String number;

  HttpVersion(String number) {
    this.number = number;
  }

  /** As the Via field has it, such as {@code 1.1} (RFC 9110 §7.6.3). */
  public String number() {
    return number;
  }

  /** As a request line has it, such as {@code HTTP/1.1}. */
  @Override
  public String toString() {
    return "HTTP/" + number;
  }
}
