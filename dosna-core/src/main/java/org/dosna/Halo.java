package org.dosna;

import java.util.Arrays;
import java.util.Locale;

/**
 * A neighbourhood around each block that {@link Dataset#map} works on: how far it reaches, and what
 * lies beyond the edges of the dataset. The names mean what they mean in <a
 * href="https://docs.scipy.org/doc/scipy/reference/ndimage.html">scipy.ndimage</a>. Immutable.
 *
 * <pre>{@code
 * dataset.map(gaussian, Halo.of(2, 2, 2).reflect(), "smooth");
 * }</pre>
 */
public final class Halo {
  /** What lies beyond an edge; examples for the elements {@code a b c d}. */
  public enum Edge {
    /** {@code k k k | a b c d | k k k}. */
    CONSTANT,
    /** {@code a a a | a b c d | d d d}. */
    NEAREST,
    /** {@code c b a | a b c d | d c b}. */
    REFLECT,
    /** {@code d c b | a b c d | c b a}. */
    MIRROR,
    /** {@code b c d | a b c d | a b c}. */
    WRAP
  }

  private final int[] width;
  private final Edge edge;
  private final Object constant;

  private Halo(int[] width, Edge edge, Object constant) {
    this.width = width;
    this.edge = edge;
    this.constant = constant;
  }

  /**
   * A halo that reflects at the edges, as scipy does if it is not told otherwise.
   *
   * @param width how many elements it reaches beyond the block on both sides, one value of 0 or
   *     more per axis; may be more than a chunk, or than the dataset
   * @return the halo
   * @throws DosnaException if a value is negative
   */
  public static Halo of(int... width) {
    Arguments.require("width", width);
    if (Arrays.stream(width).anyMatch(w -> w < 0)) {
      throw new DosnaException(
          "A halo reaches 0 or more elements on each axis, not "
              + Arguments.excerpt(Arrays.toString(width)));
    }
    return new Halo(width.clone(), Edge.REFLECT, 0);
  }

  /**
   * Beyond an edge lies one value: {@code k k k | a b c d | k k k}.
   *
   * @param value a Number, Boolean or {@link Complex}; cast to the dataset's dtype
   * @return a changed copy
   */
  public Halo constant(Object value) {
    Arguments.require("value", value);
    return new Halo(width, Edge.CONSTANT, value);
  }

  /**
   * Beyond an edge lies its last element: {@code a a a | a b c d | d d d}.
   *
   * @return a changed copy
   */
  public Halo nearest() {
    return new Halo(width, Edge.NEAREST, constant);
  }

  /**
   * An edge is a mirror behind the last element: {@code c b a | a b c d | d c b}.
   *
   * @return a changed copy
   */
  public Halo reflect() {
    return new Halo(width, Edge.REFLECT, constant);
  }

  /**
   * An edge is a mirror through the last element: {@code d c b | a b c d | c b a}.
   *
   * @return a changed copy
   */
  public Halo mirror() {
    return new Halo(width, Edge.MIRROR, constant);
  }

  /**
   * Beyond an edge lies the other end: {@code b c d | a b c d | a b c}.
   *
   * @return a changed copy
   */
  public Halo wrap() {
    return new Halo(width, Edge.WRAP, constant);
  }

  /**
   * How far it reaches.
   *
   * @return one value per axis
   */
  public int[] width() {
    return width.clone();
  }

  /**
   * What lies beyond the edges.
   *
   * @return the rule
   */
  public Edge edge() {
    return edge;
  }

  /**
   * The value beyond a {@link Edge#CONSTANT constant} edge.
   *
   * @return as it was given
   */
  public Object constant() {
    return constant;
  }

  /**
   * Whether it reaches nowhere.
   *
   * @return true if its width is 0 on every axis
   */
  public boolean isEmpty() {
    return Arrays.stream(width).allMatch(w -> w == 0);
  }

  /** For instance {@code Halo [2, 2, 2] reflect}. */
  @Override
  public String toString() {
    return "Halo " + Arrays.toString(width) + " " + edge.name().toLowerCase(Locale.ROOT);
  }
}
