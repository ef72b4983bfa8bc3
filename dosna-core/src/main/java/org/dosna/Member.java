package org.dosna;

/**
 * A dataset or a group that is in a group. Ordered by path.
 *
 * @param path its path, relative to the group that was walked
 * @param isGroup true for a group, false for a dataset
 */
public record Member(String path, boolean isGroup) implements Comparable<Member> {
  /**
   * Refuses null.
   *
   * @param path its path, relative to the group that was walked
   * @param isGroup true for a group, false for a dataset
   */
  public Member {
    Arguments.require("path", path);
  }

  @Override
  public int compareTo(Member other) {
    Arguments.require("other", other);
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : Boolean.compare(isGroup, other.isGroup);
  }
}
