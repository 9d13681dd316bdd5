/** Holds what lies in everybody's buckets against what follows from it; see docs/audit.md. */
@NullMarked
package io.grail.node.audit;

import org.jspecify.annotations.NullMarked;
