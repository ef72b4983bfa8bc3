/**
 * The engine {@code threads}: the steps of a plan are dealt out to several lanes, each walked by a
 * thread. {@link org.dosna.engine.threads.ThreadsEngine} is found through {@link
 * java.util.ServiceLoader}.
 *
 * <p>The work is done in one place, {@code ParallelRun}; the rest passes on to the wrapped backend.
 */
package org.dosna.engine.threads;
