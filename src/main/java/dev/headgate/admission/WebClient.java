package dev.headgate.admission;

import dev.headgate.config.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Fetches small documents, on threads of its own. */
final class WebClient implements AutoCloseable {
  /** No answer is larger. */
  static final int BODY_BYTES_MAX = 1 << 20;

  /** No call takes longer, from its begin to the end of its answer. */
  static final Duration CALL_MAX = Duration.ofSeconds(5);

  private static final int OK = 200;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("web-", 0).factory());
  private final OkHttpClient client;

  /**
   * Fetches nothing yet.
   *
   * @param trust whose certificates servers may show
   * @param proxies through what they are reached
   */
  WebClient(X509ExtendedTrustManager trust, Proxies proxies) {
    client =
        HttpClients.builder(trust, proxies)
            .dispatcher(new Dispatcher(threads))
            .callTimeout(CALL_MAX)
            // A redirect from https to http would let anyone answer.
            .followSslRedirects(false)
            .build();
  }

  /** Hears once what came of a call. */
  interface Listener {
    /** That came. */
    void fetched(byte[] body);

    /** Nothing came that can be used; why is for the log. */
    void failed(String why);
  }

  /** Fetches what is there; the listener is called on another thread. */
  void fetch(String url, Listener listener) {
    Request request = new Request.Builder().url(HttpUrl.get(url)).build();
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException why) {
                listener.failed(sentence(why));
              }

              @Override
              public void onResponse(Call call, Response response) {
                answered(response, listener);
              }
            });
  }

  private static void answered(Response response, Listener listener) {
    byte[] body;
    try (response;
        InputStream in = response.body().byteStream()) {
      if (response.code() != OK) {
        listener.failed("it answered " + response.code());
        return;
      }
      body = in.readNBytes(BODY_BYTES_MAX + 1);
    } catch (IOException e) {
      listener.failed(sentence(e));
      return;
    }
    if (body.length > BODY_BYTES_MAX) {
      listener.failed("it answered with more than " + BODY_BYTES_MAX + " bytes");
    } else {
      listener.fetched(body);
    }
  }

  private static String sentence(IOException why) {
    return why instanceof InterruptedIOException
        ? "it did not answer within " + CALL_MAX.toSeconds() + " s"
        : String.valueOf(why.getMessage());
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    threads.shutdown();
    client.connectionPool().evictAll();
  }
}
