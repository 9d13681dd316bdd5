/** Being in step: the shared model, peers' buckets, manifests, catching up. */
@NullMarked
package io.grail.node.sync;

import org.jspecify.annotations.NullMarked;
