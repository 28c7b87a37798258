package dev.headgate.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
  @ParameterizedTest
  @CsvSource({"32768, 1048576, 32768", "32768, 20000, 9936", "1000, 1024, 448", "1000, 64, 16"})
  void streamsThatRunKeepTheirDescriptors(int wanted, long descriptors, int allowed) {
    assertThat(OpenFiles.atMost(wanted, descriptors)).isEqualTo(allowed);
  }
}
