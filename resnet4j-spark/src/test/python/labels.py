"""Labels a folder from Python and prints a line of JSON a picture: labels.py WEIGHTS FOLDER."""
import json
import sys

from pyspark.sql import SparkSession

from resnet4j_spark import SparkClassifier, pictures

weights, folder = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
classifier = SparkClassifier(spark, weights, top=2, embeddings=True, batch=4)
rows = classifier.classify(pictures(spark, folder, 2)).collect()
binary = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
assert {r.path: r.label for r in rows} == {
    r.path: r.label for r in SparkClassifier(spark, weights).classify(binary.repartition(3)).collect()
}
for row in rows:
    print(json.dumps({
        "path": row.path, "label": row.label, "top": row.top and [t.label for t in row.top],
        "features": row.embedding and len(row.embedding), "reason": row.reason,
        "classes": len(classifier.classes)}))
try:
    SparkClassifier(spark, weights, colour="red")
    sys.exit("a wish that is unknown is none")
except TypeError as e:
    assert "knows no 'colour'" in str(e)
spark.stop()
