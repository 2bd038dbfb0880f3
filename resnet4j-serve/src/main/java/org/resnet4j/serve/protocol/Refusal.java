package org.resnet4j.serve.protocol;

/** A request that is not answered as its sender hoped; the message is one sentence for them. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** HTTP's number of it. */
  private final int status;

  /** A refusal with HTTP's number for it. */
  public Refusal(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  /** A request that breaks the protocol's rules. */
  public static Refusal wrong(String sentence) {
    return new Refusal(400, sentence);
  }

  /** HTTP's number of it. */
  public int status() {
    return status;
  }
}
