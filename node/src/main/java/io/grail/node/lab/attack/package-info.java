/** Attackers, each a small class, and the table of what they earn and what they harm (docs/attacks.md). */
@NullMarked
package io.grail.node.lab.attack;

import org.jspecify.annotations.NullMarked;
