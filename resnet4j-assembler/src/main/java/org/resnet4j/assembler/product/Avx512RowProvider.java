package org.resnet4j.assembler.product;

/** Register blocks in fp32 for vectors of 64 bytes (AVX-512). */
public final class Avx512RowProvider extends RowProvider {
  /** Made by the service loader. */
  public Avx512RowProvider() {
    super(true);
  }
}
