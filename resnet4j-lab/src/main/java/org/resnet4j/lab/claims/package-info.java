/** The paper's printed numbers (Table 1, section 3.4) as data, checked against the networks. */
@NullMarked
package org.resnet4j.lab.claims;

import org.jspecify.annotations.NullMarked;
