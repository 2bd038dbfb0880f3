package org.resnet4j.data.source;

import java.util.List;

/**
 * One entry of the list of known data sets.
 *
 * @param title for people: what it is
 * @param bytes of its files
 * @param where the folder in the cache, or where else it lies
 * @param here whether it can be opened without fetching
 * @param sources where it can be had, in the order they are asked
 * @param credit who made it, and under which terms
 */
public record Listing(
    String name,
    String title,
    long bytes,
    String where,
    boolean here,
    List<String> sources,
    String credit) {}
