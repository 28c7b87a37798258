package dev.headgate.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whoever one of several ways knows, the first that does. */
final class AnyOf implements Authentication {
  private final List<Authentication> ways;

  AnyOf(List<Authentication> ways) {
    this.ways = List.copyOf(ways);
  }

  @Override
  public void identify(Credentials credentials, Consumer<Identity> then) {
    identify(0, List.of(), credentials, then);
  }

  private void identify(
      int index, List<Identity> before, Credentials credentials, Consumer<Identity> then) {
    if (index == ways.size()) {
      then.accept(none(before));
      return;
    }
    ways.get(index)
        .identify(
            credentials,
            identity -> {
              if (identity instanceof Identity.Known) {
                then.accept(identity);
              } else {
                List<Identity> told = new ArrayList<>(before);
                told.add(identity);
                identify(index + 1, told, credentials, then);
              }
            });
  }

  /** Who is known is told that it may not; where one could not look, nobody can say more. */
  private static Identity none(List<Identity> told) {
    return told.stream()
        .filter(Identity.Forbidden.class::isInstance)
        .findFirst()
        .or(() -> told.stream().filter(Identity.Unavailable.class::isInstance).findFirst())
        .orElseGet(() ->
            new Identity.Unknown(
                told.stream()
                    .map(identity -> identity instanceof Identity.Unknown(String why) ? why : "")
                    .collect(Collectors.joining("; "))));
  }

  @Override
  public String challenge() {
    return ways.stream()
        .map(Authentication::challenge)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
