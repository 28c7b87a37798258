package dev.headgate.admission;

import dev.headgate.config.value.LimitBy;
import dev.headgate.exchange.Outcome;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who may call a route, and how much. */
public final class Admission {
  /** How much of an IPv6 address one caller has to itself. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private final Authentication authentication;
  private final List<Limit> limits;
  private final Failures failures;
  private final boolean observesLimits;

  Admission(
      Authentication authentication,
      List<Limit> limits,
      Failures failures,
      boolean observesLimits) {
    this.authentication = authentication;
    this.failures = failures;
    this.limits = List.copyOf(limits);
    this.observesLimits = observesLimits;
  }

  /** Finds out who calls; tells it at once, or later, on any thread. */
  public void identify(Credentials credentials, Consumer<Identity> then) {
    authentication.identify(credentials, then);
  }

  /** Whether limits are only watched. */
  public boolean observesLimits() {
    return observesLimits;
  }

  /** What a caller that is not known is told; that it may try again, or that it must wait. */
  public Denial unknown(Identity.Unknown why, Credentials credentials) {
    Denial again =
        new Denial(
            Outcome.UNAUTHENTICATED,
            why.detail(),
            Map.of("WWW-Authenticate", authentication.challenge()));
    return failed(credentials, again);
  }

  /** An address failed: it is told that, or that it must wait. */
  private Denial failed(Credentials credentials, Denial again) {
    long waitNanos = failures.waitNanosAfter(address(credentials.address()));
    return waitNanos == 0
        ? again
        : new Denial(
            Outcome.RATE_LIMITED,
            "too many failures of this address; " + again.detail(),
            Map.of("Retry-After", Denial.seconds(waitNanos)));
  }

  /** What a caller is told that may not. */
  public Denial forbidden(Identity.Forbidden why) {
    return new Denial(Outcome.FORBIDDEN, why.detail(), Map.of());
  }

  /** What a caller is told of whom nobody can say now who it is. */
  public Denial unavailable(Identity.Unavailable why) {
    return new Denial(Outcome.AUTH_UNAVAILABLE, why.detail(), Map.of("Retry-After", "1"));
  }

  /** What a caller is told for which who was asked has an answer; or that it must wait. */
  public Denial answered(Identity.Answered answer, Credentials credentials) {
    Denial told =
        new Denial(Outcome.REFUSED_BY_AUTH, "answered with " + answer.status(), Map.of(), answer);
    return answer.status() == Outcome.UNAUTHENTICATED.status() ? failed(credentials, told) : told;
  }

  /** What that caller's exchange takes from the limits. */
  public Pass pass(Credentials credentials, Caller caller, Pass.Listener listener) {
    List<Pass.Claim> claims = new ArrayList<>(limits.size());
    for (Limit limit : limits) {
      claims.add(new Pass.Claim(limit, share(limit.by(), credentials, caller)));
    }
    return new Pass(claims, listener);
  }

  private static String share(LimitBy by, Credentials credentials, Caller caller) {
    return switch (by.kind()) {
      case KEY -> caller.name();
      case IP -> address(credentials.address());
      // It may be a secret, and is kept in the store.
      case HEADER -> Sha256.hex(String.join(",", credentials.fields().all(by.name())));
      case JWT -> ShareName.of(caller.claims().getOrDefault(by.name(), ""));
    };
  }

  static String address(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_PREFIX_BYTES))
        : address.getHostAddress();
  }
}
