package dev.headgate.admin;

import dev.headgate.client.HeldBody;
import dev.headgate.client.HeldMemory;
import dev.headgate.exchange.Outcome;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads what comes with a request: a few words.
 *
 * @param held gets the whole body
 * @param refused gets the answer to a body that is none
 */
record AdminBody(HttpServerExchange exchange, Consumer<ByteBuffer> held, Consumer<Answer> refused)
    implements HeldBody.Listener {
  private static final long BYTES_MAX = 64 * 1024;

  static void read(
      HttpServerExchange exchange, Consumer<ByteBuffer> held, Consumer<Answer> refused) {
    HeldMemory memory = new HeldMemory(BYTES_MAX);
    new HeldBody(BYTES_MAX, memory, new AdminBody(exchange, held, refused)).read(exchange);
  }

  @Override
  public void bodyHeld(ByteBuffer body) {
    held.accept(body);
  }

  @Override
  public void bodyTooLarge() {
    refuse(Outcome.BODY_TOO_LARGE);
  }

  @Override
  public void bodyNotHeld() {
    refuse(Outcome.BODY_TOO_LARGE);
  }

  @Override
  public void bodyAbandoned() {
    exchange.endExchange();
  }

  @Override
  public void bodyMalformed(String detail) {
    refuse(Outcome.REQUEST_MALFORMED);
  }

  @Override
  public void bodyLate() {
    refuse(Outcome.REQUEST_TIMEOUT);
  }

  private void refuse(Outcome outcome) {
    refused.accept(Answer.error(outcome.status(), outcome.sentence()));
  }
}
