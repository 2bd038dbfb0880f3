/** A program of named modules, which jlink can make an image of. */
module example {
  requires org.resnet4j.core;
}
