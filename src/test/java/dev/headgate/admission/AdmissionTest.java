package dev.headgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Proxies;
import dev.headgate.config.block.AuthConfig;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.config.value.TimeSpan;
import dev.headgate.testing.FakeTime;
import dev.headgate.upstream.TrustedRoots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose share a request takes from. */
class AdmissionTest {
  private final List<String> shares = new ArrayList<>();

  /** Counts nothing, and hears of whose share is asked for. */
  private final class Heard implements Counts {
    @Override
    public void takeRequest(String share, Consumer<@Nullable Shortage> then) {
      shares.add(share);
      then.accept(null);
    }

    @Override
    public void spend(String share, long tokens) {}

    @Override
    public void enter(String share, Entrant entrant) {}

    @Override
    public void become(LimitConfig edited) {}

    @Override
    public void leave(String share, Entrant entrant) {}
  }

  /** Wants to hear nothing. */
  private static final class Deaf implements Pass.Listener {
    @Override
    public void requestTaken(@Nullable Denial denial) {}

    @Override
    public void entered() {}

    @Override
    public void waits(TimeSpan atMost, Denial thenWhy) {}

    @Override
    public void denied(Denial why) {}

    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private void take(LimitBy by, String... namesAndValues) {
    LimitConfig limit = new LimitConfig(by, new Rate(1, Rate.Period.DAY), null, null, null);
    try (Admissions admissions =
        new Admissions(
            new CurrentKeys(List.of()),
            List.of(),
            (_, _) -> new Heard(),
            TrustedRoots.trusting(null),
            Proxies.NONE,
            Runnable::run,
            new FakeTime())) {
      admissions
          .under(Map.of("own", limit))
          .of(AuthConfig.NONE, List.of("own"), false)
          .pass(Sent.with(namesAndValues), Caller.ANYONE, new Deaf())
          .takeRequest();
    }
  }

  /** It may be a secret, and is kept in the store. */
  @Test
  void headerNamesAShareByItsHash() {
    take(new LimitBy(LimitBy.Kind.HEADER, "Authorization"), "authorization", "Bearer secret");
    assertThat(shares).containsExactly(Sha256.hex("Bearer secret"));
  }

  @Test
  void addressNamesAShareItself() {
    take(LimitBy.IP);
    assertThat(shares).containsExactly("127.0.0.1");
  }
}
