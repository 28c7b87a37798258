package dev.headgate.server;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads that own the exchanges, and the buffers that Undertow reads into on them. */
final class IoThreads {
  /** A TLS record with all that is around its 16 KiB must fit, or reading it never ends. */
  private static final int BUFFER_BYTES = 17 * 1024;

  private static final int POOLED_BUFFERS_MAX = 1024;
  private static final int POOLED_BUFFERS_PER_THREAD_MAX = 16;

  private IoThreads() {}

  static ByteBufferPool buffers() {
    return new DefaultByteBufferPool(
        true, BUFFER_BYTES, POOLED_BUFFERS_MAX, POOLED_BUFFERS_PER_THREAD_MAX);
  }

  /** As many as there are processors. */
  static XnioWorker start() throws StartException {
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      return Xnio.getInstance()
          .createWorker(
              OptionMap.builder()
                  .set(Options.WORKER_NAME, "headgate")
                  .set(Options.WORKER_IO_THREADS, threads)
                  .set(Options.WORKER_TASK_CORE_THREADS, 1)
                  .set(Options.WORKER_TASK_MAX_THREADS, 1)
                  .set(Options.TCP_NODELAY, true)
                  .getMap());
    } catch (IOException e) {
      throw new StartException("cannot create the I/O threads: " + e.getMessage(), e);
    }
  }
}
