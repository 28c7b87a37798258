package dev.headgate.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whoever one of several ways knows, the first that does. */
final class AnyOf implements Authentication {
  private final List<Authentication> ways;

  /** What only some way may say of a caller, and so no caller of itself: nothing. */
  private final Map<String, String> withheld = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  AnyOf(List<Authentication> ways) {
    this.ways = List.copyOf(ways);
    ways.forEach(way -> way.ownFields().forEach(name -> withheld.put(name, "")));
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
              if (identity instanceof Identity.Known known) {
                then.accept(withheld.isEmpty() ? known : withoutOwnFields(known));
              } else {
                List<Identity> told = new ArrayList<>(before);
                told.add(identity);
                identify(index + 1, told, credentials, then);
              }
            });
  }

  private Identity withoutOwnFields(Identity.Known known) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(withheld);
    fields.putAll(known.upstreamFields());
    return new Identity.Known(known.caller(), fields);
  }

  /**
   * Who is known is told that it may not; where one could not look, nobody can say more, nor else
   * than who was asked.
   */
  private static Identity none(List<Identity> told) {
    return first(Identity.Forbidden.class, told)
        .or(() -> first(Identity.Unavailable.class, told))
        .or(() -> first(Identity.Answered.class, told))
        .orElseGet(() ->
            new Identity.Unknown(
                told.stream()
                    .map(identity -> identity instanceof Identity.Unknown(String why) ? why : "")
                    .collect(Collectors.joining("; "))));
  }

  private static Optional<Identity> first(Class<? extends Identity> kind, List<Identity> told) {
    return told.stream().filter(kind::isInstance).findFirst();
  }

  @Override
  public String challenge() {
    return ways.stream()
        .map(Authentication::challenge)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
