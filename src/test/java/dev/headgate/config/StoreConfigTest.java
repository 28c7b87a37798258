package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code store}. */
class StoreConfigTest {
  @TempDir Path folder;

  private static String file(String url) {
    return Sample.withRoute("") + "store: { url: \"" + url + "\" }\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://cache",
        "redis://my_cache:6379/1",
        "rediss://:pass%40word@cache:6380/15",
        "redis://user:word@[::1]:6379"
      })
  void urlOfRedisIsTaken(String url) {
    assertThat(Objects.requireNonNull(Sample.in(folder).config(file(url)).store()).url().reveal())
        .isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache:6379",
        "http://cache",
        "redis://",
        "redis://:word@cache:x",
        "redis://cache:65536",
        "redis://999.1.1.1",
        "redis://a:b:c",
        "redis://:wo?rd@cache",
        "redis://cache/x"
      })
  void otherIsRefused(String url) {
    assertThat(Sample.in(folder).problems(file(url)))
        .singleElement()
        .asString()
        .contains("store.url: found ***, expected a URL of Redis, such as redis://cache:6379");
  }
}
