/** The reader's language: pages, verdicts and messages out of a catalogue of English phrases. */
@NullMarked
package org.resnet4j.report.language;

import org.jspecify.annotations.NullMarked;
