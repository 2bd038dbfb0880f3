package org.resnet4j.data.image;

/**
 * A rectangle of pixels in an image.
 *
 * @param top the first row, from 0
 * @param left the first column, from 0
 * @param height rows
 * @param width columns
 */
public record Window(int top, int left, int height, int width) {}
