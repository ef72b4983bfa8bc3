package org.dosna.examples.command;

import org.dosna.examples.EngineChoice;
import picocli.CommandLine.Mixin;

/** A command that works on chunks, perhaps on many. */
abstract class ChunkAction extends Action {
  @Mixin private EngineChoice engine = new EngineChoice();

  @Override
  final EngineChoice engine() {
    return engine;
  }
}
