package org.resnet4j.data.source;

import static org.resnet4j.data.source.KnownFile.of;

import java.util.List;
import java.util.Optional;
import org.resnet4j.data.augment.Normalise;

/** The data sets this library knows by name: files, hashes, sources. */
final class KnownDatasets {
  private KnownDatasets() {}

  static final KnownDataset MNIST =
      new KnownDataset(
          "mnist",
          "MNIST: handwritten digits, 28x28 grey, 60,000 + 10,000",
          ClassNames.DIGITS,
          new Format.Idx(),
          List.of(
              of(
                  Format.Idx.TRAIN_IMAGES,
                  47_040_016,
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              of(
                  Format.Idx.TRAIN_LABELS,
                  60_008,
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              of(
                  Format.Idx.TEST_IMAGES,
                  7_840_016,
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              of(
                  Format.Idx.TEST_LABELS,
                  10_008,
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
          List.of(
              new Mirror("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              new Mirror("https://storage.googleapis.com/cvdf-datasets/mnist/")),
          DatasetCard.digits("MNIST", "mnist", Optional.of(Samples.MNIST)),
          "Y. LeCun, C. Cortes, C. J. C. Burges; CC BY-SA 3.0");

  static final KnownDataset FASHION_MNIST =
      new KnownDataset(
          "fashion-mnist",
          "Fashion-MNIST: articles of clothing, 28x28 grey, 60,000 + 10,000",
          ClassNames.FASHION,
          new Format.Idx(),
          List.of(
              of(
                  Format.Idx.TRAIN_IMAGES,
                  47_040_016,
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              of(
                  Format.Idx.TRAIN_LABELS,
                  60_008,
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
              of(
                  Format.Idx.TEST_IMAGES,
                  7_840_016,
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
              of(
                  Format.Idx.TEST_LABELS,
                  10_008,
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
          List.of(
              new Folder("/usr/share/datasets/fashion-mnist"),
              new Mirror("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")),
          DatasetCard.photographs("Fashion-MNIST", "mnist"),
          "H. Xiao, K. Rasul, R. Vollgraf (Zalando); MIT licence");

  static final KnownDataset CIFAR10 =
      new KnownDataset(
          "cifar10",
          "CIFAR-10: photographs, 32x32 colour, 50,000 + 10,000",
          ClassNames.CIFAR10,
          new Format.Cifar(
              1,
              List.of(
                  "data_batch_1.bin",
                  "data_batch_2.bin",
                  "data_batch_3.bin",
                  "data_batch_4.bin",
                  "data_batch_5.bin"),
              List.of("test_batch.bin")),
          List.of(
              of(
                  "data_batch_1.bin",
                  30_730_000,
                  "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
              of(
                  "data_batch_2.bin",
                  30_730_000,
                  "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
              of(
                  "data_batch_3.bin",
                  30_730_000,
                  "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
              of(
                  "data_batch_4.bin",
                  30_730_000,
                  "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
              of(
                  "data_batch_5.bin",
                  30_730_000,
                  "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
              of(
                  "test_batch.bin",
                  30_730_000,
                  "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b")),
          List.of(
              new Archive(
                  "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                  "c32a1d4ab5d03f1284b67883e8d87530",
                  "cifar-10-batches-bin/")),
          DatasetCard.photographs("CIFAR-10", "fast-cifar10").normalisedBy(Normalise.cifar10()),
          "A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, 2009");

  // only the archive's hash has been published, not those of the two files
  static final KnownDataset CIFAR100 =
      new KnownDataset(
          "cifar100",
          "CIFAR-100: photographs of 100 classes, 32x32 colour, 50,000 + 10,000",
          ClassNames.CIFAR100,
          new Format.Cifar(2, List.of("train.bin"), List.of("test.bin")),
          List.of(
              new KnownFile("train.bin", 153_700_000, Optional.empty()),
              new KnownFile("test.bin", 30_740_000, Optional.empty())),
          List.of(
              new Archive(
                  "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
                  "03b5dce01913d631647c71ecec9e9cb8",
                  "cifar-100-binary/")),
          DatasetCard.photographs("CIFAR-100", "fast-cifar10"),
          "A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, 2009");

  static final List<KnownDataset> ALL = List.of(MNIST, FASHION_MNIST, CIFAR10, CIFAR100);
}
