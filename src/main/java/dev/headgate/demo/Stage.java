package dev.headgate.demo;

import io.undertow.server.HttpServerExchange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/** All that is played at the moment. Everything happens on the server's one I/O thread. */
final class Stage {
  private final Pace pace;
  private final Consumer<String> log;
  private final Set<Play> playing = new HashSet<>();
  private boolean closed;

  Stage(Pace pace, Consumer<String> log) {
    this.pace = pace;
    this.log = log;
  }

  /** Plays that script to a client whose request has been read whole. */
  void play(HttpServerExchange exchange, Script script) {
    if (closed) {
      IoUtils.safeClose(exchange.getConnection());
      return;
    }
    Pace kept = script.pace() == null ? pace : script.pace();
    Play play = new Play(exchange, script, kept, this::ended);
    playing.add(play);
    play.begin();
  }

  private void ended(Play play, String how) {
    playing.remove(play);
    log.accept("demo: " + how);
  }

  /** Cuts every stream, and plays no further one. */
  void close() {
    closed = true;
    List.copyOf(playing).forEach(Play::cut);
  }
}
