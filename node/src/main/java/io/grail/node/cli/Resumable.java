package io.grail.node.cli;

/** A command that keeps in its folder what it has done: after an interruption the same command goes on from there. */
interface Resumable {}
