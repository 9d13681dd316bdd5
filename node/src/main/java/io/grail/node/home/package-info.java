/** Where a run lives on disk: folders, keys, snapshots. */
@NullMarked
package io.grail.node.home;

import org.jspecify.annotations.NullMarked;
