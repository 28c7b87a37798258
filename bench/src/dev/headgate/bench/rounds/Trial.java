package dev.headgate.bench.rounds;

import dev.headgate.bench.process.ProcessTree;
import dev.headgate.bench.proxies.Proxy;
import dev.headgate.bench.proxies.RunningProxy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One measurement of one contestant under one load. */
enum Trial {
  /** Events at an even pace: CPU time, delay, loss. */
  EVENTS {
    @Override
    Map<String, Double> measure(Setting setting) throws IOException, InterruptedException {
      return load(setting, "events");
    }
  },

  /** The same on nginx at the same time, on the same core, every other stream. */
  BESIDE {
    @Override
    Map<String, Double> measure(Setting setting) throws IOException, InterruptedException {
      try (RunningProxy nginx = setting.start(Proxy.NGINX);
          RunningProxy proxy = setting.startProxy();
          LoadProcess load =
              LoadProcess.startBeside(setting, proxy.pid(), Proxy.NGINX.port(), nginx.pid())) {
        return load.measured();
      }
    }
  },

  /** Short responses, as many as come through. */
  REQUESTS {
    @Override
    Map<String, Double> measure(Setting setting) throws IOException, InterruptedException {
      return load(setting, "requests");
    }
  },

  /** Resident memory before and with idle streams. */
  MEMORY {
    @Override
    Map<String, Double> measure(Setting setting) throws IOException, InterruptedException {
      try (RunningProxy proxy = setting.startProxy()) {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        double base = proxy.tree().residentKib();
        try (LoadProcess load = LoadProcess.start(setting, "idle", proxy.pid())) {
          load.awaitMeasuring();
          TimeUnit.SECONDS.sleep(setting.measureSeconds());
          double resident = proxy.tree().residentKib();
          Map<String, Double> measured = new LinkedHashMap<>();
          measured.put("base_mib", base / KIB_PER_MIB);
          measured.put("resident_mib", resident / KIB_PER_MIB);
          measured.put("per_stream_kib", (resident - base) / setting.point().streams());
          measured.putAll(load.measured());
          return measured;
        }
      }
    }
  },

  /** System calls per event, counted from outside, which slows what it counts. */
  SYSCALLS {
    @Override
    Map<String, Double> measure(Setting setting) throws IOException, InterruptedException {
      try (RunningProxy proxy = setting.startProxy();
          LoadProcess load =
              LoadProcess.start(setting.withSecondsMore(SETTLE_SECONDS), "events", proxy.pid())) {
        load.awaitMeasuring();
        ProcessTree tree = proxy.tree();
        SyscallCount count = SyscallCount.of(tree, setting.measureSeconds(), setting.work());
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.putAll(count.perEvent(setting.point().streams() * setting.point().rate()));
        Map<String, Double> loaded = load.measured();
        measured.put("lost", loaded.get("lost"));
        measured.put("faults", loaded.get("faults"));
        return measured;
      }
    }
  };

  private static final int SETTLE_SECONDS = 2;
  private static final double KIB_PER_MIB = 1024;

  abstract Map<String, Double> measure(Setting setting) throws IOException, InterruptedException;

  private static Map<String, Double> load(Setting setting, String kind)
      throws IOException, InterruptedException {
    if (!setting.hasProxy()) {
      try (LoadProcess load = LoadProcess.start(setting, kind, 0)) {
        return load.measured();
      }
    }
    try (RunningProxy proxy = setting.startProxy();
        LoadProcess load = LoadProcess.start(setting, kind, proxy.pid())) {
      return load.measured();
    }
  }
}
