package org.dosna.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the library keeps while it encodes or decodes, used again and again: to make it takes a
 * twentieth of the time of a small chunk. A class of its own, as it cannot be loaded without the
 * library. Thread safe.
 */
final class ZstdContexts {
  /** There are never more of a kind than calls were at work at once. */
  private static final ConcurrentLinkedDeque<ZstdCompressCtx> COMPRESS =
      new ConcurrentLinkedDeque<>();

  private static final ConcurrentLinkedDeque<ZstdDecompressCtx> DECOMPRESS =
      new ConcurrentLinkedDeque<>();

  private ZstdContexts() {}

  static int compress(Function<ZstdCompressCtx, Integer> use) {
    return with(COMPRESS, ZstdCompressCtx::new, use);
  }

  static int decompress(Function<ZstdDecompressCtx, Integer> use) {
    return with(DECOMPRESS, ZstdDecompressCtx::new, use);
  }

  private static <C> int with(
      ConcurrentLinkedDeque<C> free, Supplier<C> make, Function<C, Integer> use) {
    C context = Optional.ofNullable(free.pollFirst()).orElseGet(make);
    try {
      return use.apply(context);
    } finally {
      free.addFirst(context);
    }
  }
}
