package dev.headgate.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of the live page. It holds nothing of the gateway: what it shows it asks for.
 *
 * @param path where it is
 * @param mediaType what it is
 * @param content its bytes
 */
public record PageFile(String path, String mediaType, ByteBuffer content) implements Endpoint {
  /** Only what is served beside the page, and no text that becomes markup or code. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final List<String> SCRIPTS =
      List.of(
          "api.js",
          "chart.js",
          "config.js",
          "dom.js",
          "page.js",
          "recent.js",
          "reload.js",
          "routes.js",
          "streams.js");

  /** All of them. */
  public static List<Endpoint> all() {
    return Stream.concat(
            Stream.of(
                of("/", "page.html", "text/html"),
                beside("page.css", "text/css"),
                beside("icon.svg", "image/svg+xml")),
            SCRIPTS.stream().map(script -> beside(script, "text/javascript")))
        .toList();
  }

  private static Endpoint beside(String file, String mediaType) {
    return of("/page/" + file, file, mediaType);
  }

  private static Endpoint of(String path, String file, String mediaType) {
    try (InputStream resource = PageFile.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException(file + " is missing beside " + PageFile.class);
      }
      return new PageFile(
          path, mediaType + "; charset=utf-8", ByteBuffer.wrap(resource.readAllBytes()));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public Answer handle(AdminRequest request) {
    return Answer.of(mediaType, content).with("Content-Security-Policy", POLICY);
  }
}
