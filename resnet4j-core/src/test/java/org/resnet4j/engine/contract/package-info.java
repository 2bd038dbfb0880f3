/**
 * What every engine promises, as tests that each engine's module runs: {@link
 * org.resnet4j.engine.contract.EngineContract}.
 */
@NullMarked
package org.resnet4j.engine.contract;

import org.jspecify.annotations.NullMarked;
