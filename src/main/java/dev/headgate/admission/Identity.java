package dev.headgate.admission;

import dev.headgate.http1.Fields;
import java.nio.ByteBuffer;
import java.util.Map;

/** What authentication found out. */
public sealed interface Identity {
  /**
   * Who calls.
   *
   * @param upstreamFields what the upstream gets in place of what the client sent under these
   *     names; with an empty value, nothing
   */
  record Known(Caller caller, Map<String, String> upstreamFields) implements Identity {
    /** Copies the map. */
    public Known {
      upstreamFields = Map.copyOf(upstreamFields);
    }

    Known(Caller caller) {
      this(caller, Map.of());
    }
  }

  /**
   * Nobody knows: there are no credentials, or they do not hold.
   *
   * @param detail for the log; never a secret
   */
  record Unknown(String detail) implements Identity {}

  /**
   * It is known who calls, and that it may not.
   *
   * @param detail for the log
   */
  record Forbidden(Caller caller, String detail) implements Identity {}

  /**
   * It cannot be found out who calls.
   *
   * @param detail for the log
   */
  record Unavailable(String detail) implements Identity {}

  /** Who was asked has an answer of its own for the client. */
  record Answered(int status, Fields fields, ByteBuffer body) implements Identity {}
}
