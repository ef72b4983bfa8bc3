package org.dosna.backend.ceph;

import com.sun.jna.Pointer;

/**
 * A request that is on its way: librados' {@code rados_completion_t}. Whoever sends one has to call
 * {@link #await}, after which librados touches no buffer of it any more. Used by one thread.
 */
final class Request {
  /** Hands a request to librados. */
  interface Submission {
    int submit(Pointer io, Pointer completion);
  }

  /** Hears what is sent and awaited. */
  interface Listener {
    /** Nobody listens. */
    Listener NONE =
        new Listener() {
          @Override
          public void sent(Request request) {}

          @Override
          public void awaited(Request request) {}
        };

    /** A request is on its way. */
    void sent(Request request);

    /** Somebody has waited for its answer. */
    void awaited(Request request);
  }

  private final IoContext io;
  private final Pointer completion;
  private boolean done;
  private int code;
  private long version;

  private Request(IoContext io, Pointer completion) {
    this.io = io;
    this.completion = completion;
  }

  /** Sends a request. */
  static Request submit(IoContext io, Submission submission) {
    Pointer context = io.acquire();
    long[] created = new long[1]; // native memory would be one more thing to be freed
    LibRados.rados_aio_create_completion2(Pointer.NULL, Pointer.NULL, created);
    Request request = new Request(io, new Pointer(created[0]));
    io.listener().sent(request);
    int code = submission.submit(context, request.completion);
    if (code < 0) {
      request.finish(code);
    }
    return request;
  }

  private void finish(int result) {
    code = result;
    done = true;
    LibRados.rados_aio_release(completion);
    io.listener().awaited(this);
    io.release();
  }

  /** Waits for the answer; gives what librados returns. */
  int await() {
    if (!done) {
      LibRados.rados_aio_wait_for_complete(completion);
      version = LibRados.rados_aio_get_version(completion);
      finish(LibRados.rados_aio_get_return_value(completion));
    }
    return code;
  }

  /** The version of the object that was read or written; after {@link #await}. */
  long version() {
    return version;
  }
}
