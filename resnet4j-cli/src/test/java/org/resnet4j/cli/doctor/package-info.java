@NullMarked
package org.resnet4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
