/** What every chain must do, whatever it runs on. */
@NullMarked
package io.grail.chain;

import org.jspecify.annotations.NullMarked;
