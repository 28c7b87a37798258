package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.binding.IfAbsent;
import dev.headgate.config.binding.Text;
import dev.headgate.config.binding.TextRule;
import dev.headgate.config.value.Secret;

/**
 * {@code store}: where all replicas count together.
 *
 * @param url of Redis, {@code redis://} or {@code rediss://}; may hold a password
 * @param onStoreFailure what holds while it cannot be asked
 */
public record StoreConfig(
    @Doc("Of Redis: redis:// or rediss://, with user, password, port and database where needed.")
        @Text(TextRule.REDIS_URL)
        Secret url,
    @Doc("What holds while it cannot be asked.") @IfAbsent("local") StoreFailure onStoreFailure) {}
