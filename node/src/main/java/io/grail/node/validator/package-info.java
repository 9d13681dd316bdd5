/** The validator's loop: gather, merge, judge, pay. */
@NullMarked
package io.grail.node.validator;

import org.jspecify.annotations.NullMarked;
