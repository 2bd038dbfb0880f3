package org.resnet4j.cli.doctor;

/**
 * One check.
 *
 * @param what it is, in a word
 * @param found how it is
 * @param good whether it is as it should be
 * @param needed whether nothing works without it
 * @param advice how to fix or improve it; empty if there is nothing to do
 */
record Check(String what, String found, boolean good, boolean needed, String advice) {
  /** Something that is as it should be, needed or not. */
  static Check good(String what, String found) {
    return new Check(what, found, true, false, "");
  }

  /** Something that can be done without. */
  static Check bad(String what, String found, String advice) {
    return new Check(what, found, false, false, advice);
  }
}
