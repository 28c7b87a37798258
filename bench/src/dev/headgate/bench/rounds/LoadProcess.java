package dev.headgate.bench.rounds;

import dev.headgate.bench.load.Load;
import dev.headgate.bench.process.Children;
import dev.headgate.bench.proxies.Proxy;
import dev.headgate.bench.proxies.RunningProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The load, as a process of its own. */
final class LoadProcess implements AutoCloseable {
  /** One core has no use for collectors with threads. */
  private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx1g");

  private final Process process;
  private final BufferedReader output;

  private LoadProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static LoadProcess start(Setting setting, String kind, long proxyPid) throws IOException {
    return start(setting, kind, proxyPid, 0, 0);
  }

  /** Events of which every other stream is another proxy's. */
  static LoadProcess startBeside(Setting setting, long proxyPid, int besidePort, long besidePid)
      throws IOException {
    return start(setting, "events", proxyPid, besidePort, besidePid);
  }

  private static LoadProcess start(
      Setting setting, String kind, long proxyPid, int besidePort, long besidePid)
      throws IOException {
    Scenario scenario = setting.scenario();
    List<String> command = new ArrayList<>(RunningProxy.pinned(scenario.loadCores()));
    command.add(setting.surroundings().java());
    command.addAll(JVM_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Load.class.getName()));
    command.addAll(
        List.of(
            "kind=" + kind,
            "proxy-port=" + setting.contestant().proxy().port(),
            "proxy-pid=" + proxyPid,
            "beside-port=" + besidePort,
            "beside-pid=" + besidePid,
            "upstream-port=" + Proxy.UPSTREAM_PORT,
            "path=" + setting.contestant().path(),
            "streams=" + setting.point().streams(),
            "rate=" + setting.point().rate(),
            "warm-up-s=" + scenario.warmUpSeconds(),
            "measure-s=" + scenario.measureSeconds(),
            "spinning=" + scenario.apart()));
    if (setting.contestant().wantsTls()) {
      command.add("key-store=" + setting.work().resolve("upstream.p12"));
    }
    return new LoadProcess(
        Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)));
  }

  /** Returns once the warm-up is over. */
  void awaitMeasuring() throws IOException {
    String line = output.readLine();
    if (!Load.MEASURING.equals(line)) {
      throw new IOException("the load did not come to measure");
    }
  }

  /** What it measured, once it has ended. */
  Map<String, Double> measured() throws IOException, InterruptedException {
    process.outputWriter().close();
    Map<String, Double> measured = new LinkedHashMap<>();
    String line;
    while ((line = output.readLine()) != null) {
      if (line.startsWith(Load.MEASURED)) {
        String[] parts = line.substring(Load.MEASURED.length()).split("=");
        measured.put(parts[0], Double.valueOf(parts[1]));
      }
    }
    if (process.waitFor() != 0 || measured.isEmpty()) {
      throw new IOException("the load failed");
    }
    return measured;
  }

  @Override
  public void close() throws IOException {
    Children.end(process);
    output.close();
  }
}
