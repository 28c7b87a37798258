package dev.headgate.bench.rounds;

import dev.headgate.bench.proxies.Proxy;
import dev.headgate.bench.proxies.RunningProxy;
import dev.headgate.bench.proxies.Surroundings;
import java.io.IOException;
import java.nio.file.Path;

/** Who is measured, under which load, where. */
record Setting(Scenario scenario, Contestant contestant, Point point, Surroundings surroundings) {
  boolean hasProxy() {
    return contestant.proxy() != Proxy.NONE;
  }

  RunningProxy startProxy() throws IOException, InterruptedException {
    return start(contestant.proxy());
  }

  RunningProxy start(Proxy proxy) throws IOException, InterruptedException {
    return RunningProxy.start(proxy, surroundings, scenario.proxyCores());
  }

  int measureSeconds() {
    return scenario.measureSeconds();
  }

  Setting withSecondsMore(int seconds) {
    Scenario longer = scenario.withSeconds(scenario.measureSeconds() + seconds);
    return new Setting(longer, contestant, point, surroundings);
  }

  Path work() {
    return surroundings.work();
  }
}
