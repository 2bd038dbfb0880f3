package org.resnet4j.assembler.product;

/** Register blocks in fp32 for vectors of 32 bytes (AVX2). */
public final class Avx2FloatProvider extends FloatProvider {
  /** Made by the service loader. */
  public Avx2FloatProvider() {
    super(false);
  }
}
