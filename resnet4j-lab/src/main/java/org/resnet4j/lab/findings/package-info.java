/** What an experiment found, as data: tables, figures, claims and their JSON form. */
@NullMarked
package org.resnet4j.lab.findings;

import org.jspecify.annotations.NullMarked;
