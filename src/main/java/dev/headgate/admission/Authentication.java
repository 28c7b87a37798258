package dev.headgate.admission;

import java.util.List;
import java.util.function.Consumer;

/** One way to find out who calls. */
interface Authentication {
  /** Nobody is asked. */
  Authentication NONE =
      new Authentication() {
        @Override
        public void identify(Credentials credentials, Consumer<Identity> then) {
          then.accept(new Identity.Known(Caller.ANYONE));
        }

        @Override
        public String challenge() {
          return "";
        }
      };

  /** Finds out who calls; tells it at once, or later, on any thread. */
  void identify(Credentials credentials, Consumer<Identity> then);

  /** The headers that the upstream gets from this way alone, and from no caller. */
  default List<String> ownFields() {
    return List.of();
  }

  /** What a caller that is not known is asked for, in {@code WWW-Authenticate}. */
  String challenge();
}
