package org.resnet4j.assembler.product;

/** Register blocks in fp32 for vectors of 32 bytes (AVX2). */
public final class Avx2RowProvider extends RowProvider {
  /** Made by the service loader. */
  public Avx2RowProvider() {
    super(false);
  }
}
