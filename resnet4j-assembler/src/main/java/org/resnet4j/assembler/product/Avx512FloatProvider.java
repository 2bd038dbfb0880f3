package org.resnet4j.assembler.product;

/** Register blocks in fp32 for vectors of 64 bytes (AVX-512). */
public final class Avx512FloatProvider extends FloatProvider {
  /** Made by the service loader. */
  public Avx512FloatProvider() {
    super(true);
  }
}
