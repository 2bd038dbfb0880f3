/** The paper's tables, figures and claims as data, and the experiments that reproduce them. */
module org.resnet4j.lab {
  requires static transitive org.jspecify;
  requires transitive org.resnet4j.core;
  requires com.fasterxml.jackson.databind;

  exports org.resnet4j.lab;
  exports org.resnet4j.lab.claims;
  exports org.resnet4j.lab.experiment;
  exports org.resnet4j.lab.findings;
  exports org.resnet4j.lab.gradients;
  exports org.resnet4j.lab.scale;
  exports org.resnet4j.lab.training;
}
