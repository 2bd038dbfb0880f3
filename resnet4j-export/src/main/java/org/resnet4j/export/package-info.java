/**
 * Ways out: networks as files that other tools read. Each exporter is an interpreter of the tree;
 * what it wrote is run once against the network before the export counts as done.
 */
@NullMarked
package org.resnet4j.export;

import org.jspecify.annotations.NullMarked;
