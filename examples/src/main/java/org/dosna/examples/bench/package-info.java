/**
 * The benchmarks, each beside a limit measured in the same run.
 *
 * <p>{@code sh examples/bench.sh [--quick] [pattern]} builds what is needed and runs them.
 */
package org.dosna.examples.bench;
