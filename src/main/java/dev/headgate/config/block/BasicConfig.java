package dev.headgate.config.block;

import dev.headgate.config.binding.Doc;
import dev.headgate.config.value.Htpasswd;

/**
 * {@code auth.basic}: users with passwords.
 *
 * @param htpasswd what the file says that is named there
 */
public record BasicConfig(
    @Doc("A file of users and hashes of their passwords, from the folder of this one.")
        Htpasswd htpasswd) {}
