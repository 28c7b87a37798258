package dev.headgate.proxy;

import dev.headgate.config.block.TimeoutsConfig;
import dev.headgate.config.value.Cidr;
import dev.headgate.route.RouteTable;
import java.util.List;

/**
 * What one edition of the file says of requests. An exchange keeps to the one that it began with.
 *
 * @param routes which route takes a request
 * @param refusals the limits for a request that no route takes
 * @param trustedProxies whose word about the client is believed
 */
public record Rules(RouteTable routes, TimeoutsConfig refusals, List<Cidr> trustedProxies) {}
