@NullMarked
package org.resnet4j.report.network;

import org.jspecify.annotations.NullMarked;
