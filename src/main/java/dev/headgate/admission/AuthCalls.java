package dev.headgate.admission;

import dev.headgate.config.Proxies;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks services over HTTP, on threads of its own. */
final class AuthCalls implements AutoCloseable {
  /** How many calls are under way at once. */
  static final int UNDER_WAY_MAX = 1000;

  /** Hears what became of a call, on any thread. */
  interface Listener {
    /** The head of the answer is there, and its body may be read, waiting. */
    void answered(Response response) throws IOException;

    /** There is no answer. */
    void failed(String detail);
  }

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("auth-", 0).factory());
  private final Semaphore free = new Semaphore(UNDER_WAY_MAX);
  private final OkHttpClient client;

  /**
   * Asks nobody yet.
   *
   * @param trust whose certificates services may show
   * @param proxies through what they are reached
   */
  AuthCalls(X509ExtendedTrustManager trust, Proxies proxies) {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(UNDER_WAY_MAX);
    dispatcher.setMaxRequestsPerHost(UNDER_WAY_MAX);
    client =
        HttpClients.builder(trust, proxies)
            .dispatcher(dispatcher)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  /** Asks, unless too many are under way; the whole answer may take so long. */
  void ask(Request request, Duration atMost, Listener listener) {
    if (!free.tryAcquire()) {
      listener.failed(UNDER_WAY_MAX + " calls are under way");
      return;
    }
    Call call = client.newCall(request);
    call.timeout().timeout(atMost.toNanos(), TimeUnit.NANOSECONDS);
    call.enqueue(new Heard(listener));
  }

  private final class Heard implements Callback {
    private final Listener listener;

    Heard(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        listener.answered(response);
      } catch (IOException e) {
        listener.failed(String.valueOf(e.getMessage()));
      } finally {
        free.release();
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      free.release();
      listener.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
    threads.shutdownNow();
  }
}
