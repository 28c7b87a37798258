/** The text of the file as located nodes, and the list of what is wrong with it. */
@NullMarked
package dev.headgate.config.yaml;

import org.jspecify.annotations.NullMarked;
