/** What holds the tree together: the order of the packages, the size of things, the format. */
@NullMarked
package dev.headgate.tidy;

import org.jspecify.annotations.NullMarked;
