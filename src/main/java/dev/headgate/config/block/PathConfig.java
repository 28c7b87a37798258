package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;

/**
 * {@code routes[].path}: how the forwarded path differs from the client's.
 *
 * @param stripPrefix taken off the front of the path; starts with a slash and ends without one
 */
public record PathConfig(
    @Doc("Taken off the front of the path; the route's own path begins with it.")
        @Text(TextRule.PATH_PREFIX)
        String stripPrefix) {}
