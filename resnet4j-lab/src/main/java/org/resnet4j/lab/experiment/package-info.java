/** What an experiment is: its settings, its parts and the bench that a part runs on. */
@NullMarked
package org.resnet4j.lab.experiment;

import org.jspecify.annotations.NullMarked;
