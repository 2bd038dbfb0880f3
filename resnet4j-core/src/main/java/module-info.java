/** The library: architectures, weights, data, training and evaluation, in pure Java. */
@SuppressWarnings("module") // core is compiled before those that it opens its inner rooms to
module org.resnet4j.core {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;

  exports org.resnet4j.fetch;
  exports org.resnet4j.model;
  exports org.resnet4j.weights;
  exports org.resnet4j.weights.format;
  exports org.resnet4j.weights.published;
  exports org.resnet4j.engine;
  exports org.resnet4j.engine.collective;
  exports org.resnet4j.analyze;
  exports org.resnet4j.classify;
  exports org.resnet4j.data;
  exports org.resnet4j.data.augment;
  exports org.resnet4j.data.image;
  exports org.resnet4j.data.loader;
  exports org.resnet4j.data.source;
  exports org.resnet4j.provenance;
  exports org.resnet4j.train;
  exports org.resnet4j.train.event;
  exports org.resnet4j.train.finetune;
  exports org.resnet4j.train.input;
  exports org.resnet4j.train.json;
  exports org.resnet4j.train.recipe;
  exports org.resnet4j.train.run;
  exports org.resnet4j.train.schedule;
  exports org.resnet4j.evaluate;
  exports org.resnet4j.zoo;
  exports org.resnet4j.internal.files to
      org.resnet4j.cli,
      org.resnet4j.export,
      org.resnet4j.lab,
      org.resnet4j.report,
      org.resnet4j.serve;
  exports org.resnet4j.internal.random to
      org.resnet4j.torch;

  opens org.resnet4j.provenance to
      com.fasterxml.jackson.databind;
  opens org.resnet4j.train.event to
      com.fasterxml.jackson.databind;
  opens org.resnet4j.train.input to
      com.fasterxml.jackson.databind;
  opens org.resnet4j.train.json to
      com.fasterxml.jackson.databind;
  opens org.resnet4j.train.recipe to
      com.fasterxml.jackson.databind;
  opens org.resnet4j.train.run to
      com.fasterxml.jackson.databind;
  opens org.resnet4j.train.schedule to
      com.fasterxml.jackson.databind;

  uses org.resnet4j.data.image.ImageDecoder;
  uses org.resnet4j.engine.EngineProvider;
  uses org.resnet4j.engine.collective.CollectiveProvider;
}
