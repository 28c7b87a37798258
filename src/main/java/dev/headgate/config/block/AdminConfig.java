package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.HostPort;
import dev.headgate.config.value.Secret;
import org.jspecify.annotations.Nullable;

/**
 * {@code admin}: where operators and probes connect.
 *
 * @param address host and port to listen on
 * @param token what whoever asks has to show, health and readiness excepted; null: nothing
 */
public record AdminConfig(
    @Doc("Host and port to listen on; never reachable from outside.") HostPort address,
    @Doc("What whoever asks has to show; demanded where the address is not loopback.")
        @Text(TextRule.TOKEN)
        @Nullable Secret token) {}
