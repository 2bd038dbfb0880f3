package org.resnet4j.serve.insight;

import java.util.List;
import java.util.Optional;
import org.resnet4j.analyze.GradCam;
import org.resnet4j.classify.Guess;
import org.resnet4j.classify.Seen;
import org.resnet4j.data.Image;

/**
 * What is known of an answer.
 *
 * @param shown the picture as the network sees it
 * @param whole what the whole network says
 * @param looked the class that was looked for
 * @param node where in the network
 * @param heat where the class is seen
 * @param blocks those that can be removed, by their paths
 * @param without the block that was removed
 * @param lacking what the network says without it; there where a block was removed
 */
public record Explanation(
    Image shown,
    Seen whole,
    Guess looked,
    String node,
    GradCam heat,
    List<String> blocks,
    Optional<String> without,
    Optional<Seen> lacking) {}
