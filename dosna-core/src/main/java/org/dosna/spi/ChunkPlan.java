package org.dosna.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.dosna.Arguments;

/**
 * All steps of one operation on a dataset, each on another chunk, so that they may run in any order
 * and at once. Lazy: steps are made when they are asked for.
 *
 * @param operation what is done, such as {@code get}; for messages
 * @param shared whether the processes of a group share the steps (load, map, apply, clear); if not,
 *     each process runs its own plan (get, set)
 * @param size the number of steps; {@code Long.MAX_VALUE} if it is not known
 * @param unit how many consecutive steps one lane has to take together and in order; 1 unless the
 *     order of additions matters
 * @param source makes the steps from a given one on; if the unit is 1, only ever from the first
 * @param neighbours if the unit is 1, which consecutive chunks one lane should take together, as
 *     they are stored in one object
 */
public record ChunkPlan(
    String operation,
    boolean shared,
    long size,
    long unit,
    LongFunction<Iterator<ChunkStep>> source,
    Optional<BiPredicate<long[], long[]>> neighbours) {
  /**
   * A plan of chunks each of which may be taken by any lane, but for the unit.
   *
   * @param operation what is done, such as {@code get}; for messages
   * @param shared whether the processes of a group share the steps (load, map, apply, clear); if
   *     not, each process runs its own plan (get, set)
   * @param size the number of steps; {@code Long.MAX_VALUE} if it is not known
   * @param unit how many consecutive steps one lane has to take together and in order; 1 unless the
   *     order of additions matters
   * @param source makes the steps from a given one on; if the unit is 1, only ever from the first
   */
  public ChunkPlan(
      String operation,
      boolean shared,
      long size,
      long unit,
      LongFunction<Iterator<ChunkStep>> source) {
    this(operation, shared, size, unit, source, Optional.empty());
  }

  /**
   * Refuses null.
   *
   * @param operation what is done, such as {@code get}; for messages
   * @param shared whether the processes of a group share the steps (load, map, apply, clear); if
   *     not, each process runs its own plan (get, set)
   * @param size the number of steps; {@code Long.MAX_VALUE} if it is not known
   * @param unit how many consecutive steps one lane has to take together and in order; 1 unless the
   *     order of additions matters
   * @param source makes the steps from a given one on; if the unit is 1, only ever from the first
   * @param neighbours if the unit is 1, which consecutive chunks one lane should take together, as
   *     they are stored in one object
   */
  public ChunkPlan {
    Arguments.require("operation", operation);
    Arguments.require("source", source);
    Arguments.require("neighbours", neighbours);
  }

  /**
   * The steps.
   *
   * @return a new iterator over all steps; not thread safe
   */
  public Iterator<ChunkStep> steps() {
    return source.apply(0);
  }

  /**
   * The same plan with other steps: what an engine or a listener makes of them.
   *
   * @param change gives for some steps, from a given one on, those that take their place
   * @return a plan of the same operation, size and units
   */
  public ChunkPlan with(UnaryOperator<Iterator<ChunkStep>> change) {
    Arguments.require("change", change);
    return new ChunkPlan(
        operation, shared, size, unit, first -> change.apply(source.apply(first)), neighbours);
  }

  /**
   * The steps, unit by unit.
   *
   * @return a new iterator over all units; not thread safe, but each unit may be walked by a thread
   *     of its own
   */
  public Iterator<Iterator<ChunkStep>> units() {
    if (unit == 1) {
      return neighbours
          .<Iterator<Iterator<ChunkStep>>>map(Neighbours::new)
          .orElseGet(() -> singleSteps(steps()));
    }
    return new Units();
  }

  private static Iterator<Iterator<ChunkStep>> singleSteps(Iterator<ChunkStep> steps) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return steps.hasNext();
      }

      @Override
      public Iterator<ChunkStep> next() {
        return Collections.singleton(steps.next()).iterator();
      }
    };
  }

  /** Units of steps on chunks in one object. */
  private final class Neighbours implements Iterator<Iterator<ChunkStep>> {
    private final BiPredicate<long[], long[]> together;
    private final Iterator<ChunkStep> steps = steps();
    private Optional<ChunkStep> ahead = Optional.empty();

    Neighbours(BiPredicate<long[], long[]> together) {
      this.together = together;
    }

    @Override
    public boolean hasNext() {
      return ahead.isPresent() || steps.hasNext();
    }

    @Override
    public Iterator<ChunkStep> next() {
      ChunkStep first = ahead.isPresent() ? ahead.get() : steps.next();
      ahead = Optional.empty();
      List<ChunkStep> unit = new ArrayList<>(List.of(first));
      while (ahead.isEmpty() && steps.hasNext()) {
        ChunkStep next = steps.next();
        if (together.test(first.index(), next.index())) {
          unit.add(next);
        } else {
          ahead = Optional.of(next);
        }
      }
      return unit.iterator();
    }
  }

  private final class Units implements Iterator<Iterator<ChunkStep>> {
    private final long count = size == 0 ? 0 : (size - 1) / unit + 1;
    private long begun;

    @Override
    public boolean hasNext() {
      return begun < count;
    }

    @Override
    public Iterator<ChunkStep> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more units");
      }
      return new Unit(source.apply(unit * begun++));
    }
  }

  private final class Unit implements Iterator<ChunkStep> {
    private final Iterator<ChunkStep> steps;
    private long left = unit;

    Unit(Iterator<ChunkStep> steps) {
      this.steps = steps;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && steps.hasNext();
    }

    @Override
    public ChunkStep next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more steps in this unit");
      }
      left--;
      return steps.next();
    }
  }
}
