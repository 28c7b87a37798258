package dev.headgate.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.testing.ChunkedInput;
import dev.headgate.testing.Fault;
import dev.headgate.testing.FaultyUpstream;
import dev.headgate.testing.GatewayProcess;
import dev.headgate.testing.RawConnection;
import java.io.IOException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event of any size passes whole, and is never held whole. */
@Timeout(60)
class LargeEventIT {
  /** So that what is let go of is collected soon, and growth is what is held. */
  private static final String SMALL_YOUNG = "-Xmn8m";

  private static final int MIB = 1024 * 1024;
  private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

  @ParameterizedTest
  @CsvSource({"50, true", "50, false"})
  void passesWholeWhileResidentMemoryStays(int mebibytes, boolean ends) throws IOException {
    int bytes = mebibytes * MIB;
    try (FaultyUpstream upstream = FaultyUpstream.that(new Fault.SendsOneLine(bytes, ends));
        GatewayProcess gateway = GatewayProcess.before(upstream.port()).java(SMALL_YOUNG).start()) {
      // Once before, so that all code that it takes is there.
      assertThat(sumOfBody(gateway)).isEqualTo(sumOf(bytes, ends));
      long before = gateway.forgetPeakBytes();
      assertThat(sumOfBody(gateway)).isEqualTo(sumOf(bytes, ends));
      long growth = gateway.peakBytes() - before;

      System.out.printf("a line of %d MiB: %.1f MiB more resident%n", mebibytes, growth / 1e6);
      assertThat(growth).isLessThan(24L * MIB);
      assertThat(gateway.told()).isEmpty();
    }
  }

  private static long sumOfBody(GatewayProcess gateway) throws IOException {
    try (RawConnection client = RawConnection.to(gateway.port())) {
      client.send(GET).readHead();
      CRC32 sum = new CRC32();
      byte[] buffer = new byte[MIB];
      ChunkedInput body = new ChunkedInput(client.in());
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        sum.update(buffer, 0, count);
      }
      return sum.getValue();
    }
  }

  private static long sumOf(int bytes, boolean ends) {
    CRC32 sum = new CRC32();
    for (String part : new String[] {"data: ", "x".repeat(bytes), ends ? "\n\n" : ""}) {
      sum.update(part.getBytes(US_ASCII));
    }
    return sum.getValue();
  }
}
