/** The laboratory: runs the experiments part by part, resumes them, and keeps what they found. */
@NullMarked
package org.resnet4j.lab;

import org.jspecify.annotations.NullMarked;
