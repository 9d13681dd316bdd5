/** Whole subnets in virtual time under seeded faults, and what must hold of them (docs/reliability.md). */
@NullMarked
package io.grail.node.lab.chaos;

import org.jspecify.annotations.NullMarked;
