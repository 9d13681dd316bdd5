/** What nodes sign and publish: envelope, manifest, scorecard. */
@NullMarked
package io.grail.protocol.artifact;

import org.jspecify.annotations.NullMarked;
