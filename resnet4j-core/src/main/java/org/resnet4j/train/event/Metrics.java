package org.resnet4j.train.event;

/**
 * The metrics of a training over some batches.
 *
 * @param loss mean over the images
 * @param top1 fraction of images whose class had the largest logit
 * @param top5 fraction of images whose class was among the five largest
 * @param examples how many images
 * @param imagesPerSecond over the time that steps took, waiting included
 * @param dataWait fraction of that time spent waiting for data
 */
public record Metrics(
    double loss,
    double top1,
    double top5,
    long examples,
    double imagesPerSecond,
    double dataWait) {}
