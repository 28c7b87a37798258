package dev.headgate.admission;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headgate.config.block.LimitConfig;
import dev.headgate.config.value.LimitBy;
import dev.headgate.config.value.Rate;
import dev.headgate.time.TimeSource;
import java.time.Duration;

/** How often an address may fail to say who it is. */
final class Failures {
  /** How many failures an address has in a minute. */
  static final int PER_MINUTE_MAX = 60;

  /** How many addresses are remembered. */
  static final int ADDRESSES_MAX = 100_000;

  private static final LimitConfig CONFIG =
      new LimitConfig(LimitBy.IP, new Rate(PER_MINUTE_MAX, Rate.Period.MIN), null, null, null);
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(2);

  private final TimeSource time;
  private final Cache<String, Share> addresses;

  Failures(TimeSource time) {
    this.time = time;
    this.addresses = Caches.of(ADDRESSES_MAX, time).expireAfterAccess(REMEMBERED_FOR).build();
  }

  /** How long an address is to wait that failed too often, 0 where it may try. */
  long waitNanos(String address) {
    Share left = addresses.getIfPresent(address);
    return left == null ? 0 : left.requestWaitNanos();
  }

  /** An address failed; returns how long it is to wait, 0 where it may try again. */
  long waitNanosAfter(String address) {
    Share left = addresses.get(address, _ -> new Share("failures", CONFIG, time));
    return left.takeRequest() ? 0 : left.requestWaitNanos();
  }
}
