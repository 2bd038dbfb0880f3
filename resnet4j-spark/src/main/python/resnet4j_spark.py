"""resnet4j's classifier for PySpark.

Needs resnet4j-spark-…-application.jar on the class path (--jars) and JVMs that are started with
--add-modules=jdk.incubator.vector; see docs/spark.md.
"""
from pyspark.sql import DataFrame


class SparkClassifier:
    """A trained network that labels pictures: columns label, probability, reason and those asked for."""

    def __init__(self, spark, weights, *, top=0, probabilities=False, embeddings=False, **wishes):
        """weights: as Classifier.open takes them; wishes: model, state, classes, column, batch, threads."""
        java = spark._jvm.org.resnet4j.spark.SparkClassifier
        if not hasattr(java, "builder"):
            raise RuntimeError("Spark's driver does not have resnet4j: start it with --jars resnet4j-spark-…-application.jar")
        builder = java.builder(spark._jsparkSession)
        for name, value in wishes.items():
            if name not in ("model", "state", "classes", "column", "batch", "threads"):
                raise TypeError(f"SparkClassifier knows no '{name}'")
            getattr(builder, name)(value)
        if top:
            builder.top(top)
        if probabilities:
            builder.probabilities()
        if embeddings:
            builder.embeddings()
        self._spark, self._java = spark, builder.open(weights)

    def classify(self, pictures):
        """Labels a DataFrame with a column of pictures' bytes or paths, row for row."""
        return DataFrame(self._java.classify(pictures._jdf), self._spark)

    @property
    def classes(self):
        """The names of the classes, in the order of the probabilities."""
        return list(self._java.classes())


def pictures(spark, folder, partitions):
    """The paths of the pictures in a folder of any size, listed by the executors."""
    java = spark._jvm.org.resnet4j.spark.listing.PictureFolder
    return DataFrame(getattr(java, "in")(spark._jsparkSession, folder, partitions), spark)
