package org.dosna.backend.ram;

import org.dosna.DatasetSpec;
import org.dosna.spi.Transfer;

/** One chunk in memory, guarded so that no reader sees a half-made change. Thread safe. */
interface RamChunk {
  void read(Transfer transfer);

  void write(Transfer transfer);

  /** Gives fill value to what lies outside the shape. */
  void fillOutside(DatasetSpec spec);

  /** What it takes of memory, without what is around it. */
  long storedBytes();
}
