package dev.headgate.testing;

/** How a client leaves. */
public enum Leaving {
  /** Closes, with nothing unread: FIN. */
  FIN {
    @Override
    public void leave(RawConnection client) {
      client.close();
    }
  },
  /** Closes at once: RST. */
  RST {
    @Override
    public void leave(RawConnection client) {
      client.reset();
    }
  },
  /** Says that it will send nothing more: FIN, while its socket stays open. */
  HALF_CLOSE {
    @Override
    public void leave(RawConnection client) {
      client.finish();
    }
  };

  /** Leaves that way. */
  public abstract void leave(RawConnection client);
}
