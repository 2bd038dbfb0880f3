package org.resnet4j.train.event;

/**
 * One point of the learning curve: an evaluation, and the training since the one before.
 *
 * @param epoch passes over the data so far, fractional
 * @param iteration updates so far
 * @param seconds training time so far
 * @param learningRate of the last update
 * @param trainLoss mean over the batches since the last point
 * @param trainTop1 accuracy on them, a fraction, as they were augmented
 * @param loss of the evaluation
 * @param top1 of the evaluation
 * @param top5 of the evaluation
 */
public record CurvePoint(
    double epoch,
    long iteration,
    double seconds,
    double learningRate,
    double trainLoss,
    double trainTop1,
    double loss,
    double top1,
    double top5) {}
