package dev.headgate.server;

import dev.headgate.admin.ConfigEndpoint;
import dev.headgate.admin.DrainEndpoint;
import dev.headgate.admin.EndStreamEndpoint;
import dev.headgate.admin.Endpoint;
import dev.headgate.admin.HealthEndpoint;
import dev.headgate.admin.LogLevelEndpoint;
import dev.headgate.admin.MetricsEndpoint;
import dev.headgate.admin.Operations;
import dev.headgate.admin.PageFile;
import dev.headgate.admin.ReadyEndpoint;
import dev.headgate.admin.RecentEndpoint;
import dev.headgate.admin.ReloadEndpoint;
import dev.headgate.admin.RoutesEndpoint;
import dev.headgate.admin.SetLogLevelEndpoint;
import dev.headgate.admin.StreamsEndpoint;
import dev.headgate.config.block.GatewayConfig;
import dev.headgate.proxy.LiveExchanges;
import dev.headgate.telemetry.ExchangeLog;
import dev.headgate.telemetry.Metrics;
import dev.headgate.telemetry.RecentExchanges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything that the admin listener answers: one line each. */
final class AdminEndpoints {
  private AdminEndpoints() {}

  static List<Endpoint> of(
      Supplier<GatewayConfig> config,
      Operations gateway,
      LiveExchanges live,
      RecentExchanges recent,
      Metrics metrics,
      ExchangeLog log) {
    List<Endpoint> all = new ArrayList<>(PageFile.all());
    all.add(new HealthEndpoint());
    all.add(new ReadyEndpoint(gateway));
    all.add(new ConfigEndpoint(gateway));
    all.add(new ReloadEndpoint(gateway));
    all.add(new DrainEndpoint(gateway));
    all.add(new MetricsEndpoint(metrics));
    all.add(new RoutesEndpoint(config, metrics));
    all.add(new StreamsEndpoint(live));
    all.add(new EndStreamEndpoint(live));
    all.add(new RecentEndpoint(recent));
    all.add(new LogLevelEndpoint(log));
    all.add(new SetLogLevelEndpoint(log));
    return all;
  }
}
