package org.resnet4j.data.source;

import java.util.List;

/**
 * One entry of the list of known data sets.
 *
 * @param name by which it is opened
 * @param title a description
 * @param bytes of its files
 * @param where its folder in the cache, or another place
 * @param here whether it can be opened without fetching
 * @param sources where it can be had, in the order in which they are tried
 * @param credit its authors and licence
 */
public record Listing(
    String name,
    String title,
    long bytes,
    String where,
    boolean here,
    List<String> sources,
    String credit) {}
