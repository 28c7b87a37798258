package dev.headgate.config.block;

import dev.headgate.config.binding.AtLeastOne;
import dev.headgate.config.binding.Bounds;
import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.ExactlyOne;
import dev.headgate.config.binding.Keys;
import dev.headgate.config.binding.OrOne;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.ClockSkew;
import dev.headgate.config.value.Copies;
import dev.headgate.config.value.FileText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code auth.jwt}: whoever has a token that an issuer signed.
 *
 * @param issuer what a token's {@code iss} is
 * @param audience one of these is a token's {@code aud}, or in it
 * @param jwksUrl where the issuer's keys are fetched; null where they are in a file
 * @param jwksFile the issuer's keys; null where they are fetched
 * @param algorithms how a token may be signed; empty: in any of these ways
 * @param clockSkew how far the issuer's clock may be off; null: {@link #CLOCK_SKEW}
 * @param claims what a token must say besides
 */
@ExactlyOne({"jwks_url", "jwks_file"})
public record JwtConfig(
    @Doc("What a token's iss is, to the letter.") String issuer,
    @Doc("A token's aud holds one of these; one or a list.") @OrOne @AtLeastOne(required = true)
        List<String> audience,
    @Doc("Where the issuer's keys are fetched.") @Text(TextRule.HTTP_URL) @Nullable String jwksUrl,
    @Doc("The issuer's keys, in a file.") @Nullable FileText jwksFile,
    @Doc("How a token may be signed; without it, in any of these ways.") @AtLeastOne
        List<JwtAlgorithm> algorithms,
    @Doc("How far the issuer's clock may be off; without it, 60s.")
        @Bounds(min = "1ms", max = "10m")
        @Nullable ClockSkew clockSkew,
    @Doc("Claims that a token must have, and their values.") @Keys(TextRule.CLAIM)
        Map<String, String> claims) {
  /** How far the issuer's clock may be off where the file does not say it. */
  public static final ClockSkew CLOCK_SKEW = ClockSkew.of(Duration.ofSeconds(60));

  /** Copies the lists and the map. */
  public JwtConfig {
    audience = List.copyOf(audience);
    algorithms = List.copyOf(algorithms);
    claims = Copies.of(claims);
  }

  /** How far the issuer's clock may be off. */
  public Duration skew() {
    return Duration.ofNanos(Objects.requireNonNullElse(clockSkew, CLOCK_SKEW).nanos());
  }

  /** Whether a token may be signed in that way. */
  public boolean admits(JwtAlgorithm algorithm) {
    return algorithms.isEmpty() || algorithms.contains(algorithm);
  }
}
