package dev.headgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The last exchanges that ended. */
class RecentExchangesTest {
  private final RecentExchanges recent = new RecentExchanges();

  private List<String> paths() {
    return recent.list().stream().map(exchange -> exchange.request().path()).toList();
  }

  @Test
  void beginsEmpty() {
    assertThat(paths()).isEmpty();
  }

  @Test
  void lastOneComesFirst() {
    recent.add(Records.refused("/1"));
    recent.add(Records.refused("/2"));
    assertThat(paths()).containsExactly("/2", "/1");
  }

  @Test
  void keepsNoMoreThanItMay() {
    int added = 2 * RecentExchanges.KEPT_MAX + 7;
    IntStream.rangeClosed(1, added).forEach(i -> recent.add(Records.refused("/" + i)));
    assertThat(paths())
        .hasSize(RecentExchanges.KEPT_MAX)
        .startsWith("/" + added, "/" + (added - 1))
        .endsWith("/" + (added - RecentExchanges.KEPT_MAX + 1));
  }
}
