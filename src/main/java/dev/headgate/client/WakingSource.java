package dev.headgate.client;

import org.xnio.ChannelListeners;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A source that can be read although no socket tells of anything, since something was read ahead.
 * The one below is left alone meanwhile: where many requests came at once TLS would take their
 * turns for a loop, and end the connection.
 */
abstract class WakingSource extends SingleBufferSource {
  private final StreamConnection connection;
  private boolean resumed;
  private boolean woken;

  WakingSource(StreamConnection connection) {
    super(connection.getSourceChannel().getConduit());
    this.connection = connection;
  }

  @Override
  public void resumeReads() {
    resumed = true;
    next.resumeReads();
  }

  @Override
  public final void wakeupReads() {
    resumed = true;
    if (!woken) {
      woken = true;
      connection.getIoThread().execute(this::awake);
    }
  }

  private void awake() {
    woken = false;
    if (!resumed) {
      return;
    }
    ConduitStreamSourceChannel source = connection.getSourceChannel();
    ChannelListeners.invokeChannelListener(source, source.getReadListener());
    if (resumed && !woken) {
      next.resumeReads();
    }
  }

  @Override
  public final boolean isReadResumed() {
    return resumed;
  }

  @Override
  public final void suspendReads() {
    resumed = false;
    next.suspendReads();
  }
}
