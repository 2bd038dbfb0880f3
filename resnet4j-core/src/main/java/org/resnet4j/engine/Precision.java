package org.resnet4j.engine;

/** The precision of computations. */
public enum Precision {
  /** bf16 where the processor computes it natively and the engine can, else fp32. */
  AUTO,
  /** float32 throughout. */
  FP32,
  /** bfloat16 for convolutions and products, float32 for the rest and for the weights. */
  BF16,
  /** float64 throughout: for checks, on the reference engine. */
  FP64
}
