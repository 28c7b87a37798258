package dev.headgate.http2;

import dev.headgate.http1.Fields;
import java.util.List;

/**
 * The lines of one header block, pseudo-headers among them, in their order and not checked yet.
 *
 * @param tooLarge whether there were more than the bounds allow, which were dropped
 */
public record HeaderList(List<Fields.Field> lines, boolean tooLarge) {
  /** Copies the list. */
  public HeaderList {
    lines = List.copyOf(lines);
  }
}
