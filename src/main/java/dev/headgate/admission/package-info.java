/** May this request start: who calls, and whether there is a share left. */
@NullMarked
package dev.headgate.admission;

import org.jspecify.annotations.NullMarked;
