/**
 * Programs to run and to read.
 *
 * <p>{@code sh examples/run.sh NAME} builds what is needed and runs one of them.
 */
package org.dosna.examples;
