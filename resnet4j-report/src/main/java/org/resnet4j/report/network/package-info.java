/** The figure of a network, in the manner of Figure 3 of He et al. 2015. */
@NullMarked
package org.resnet4j.report.network;

import org.jspecify.annotations.NullMarked;
