/**
 * Black and white as a fax has it (ITU-T T.4 and T.6), within a TIFF. The codes have no check sum,
 * and decoders go on in different ways where a row does not come out even: here that is an error.
 */
@NullMarked
package org.resnet4j.data.image.fax;

import org.jspecify.annotations.NullMarked;
