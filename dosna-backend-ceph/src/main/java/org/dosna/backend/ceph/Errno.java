package org.dosna.backend.ceph;

import java.util.Map;

/** Error numbers of librados: those of Linux, negative, on every platform that it runs on. */
final class Errno {
  static final int EPERM = -1;
  static final int ENOENT = -2;
  static final int EACCES = -13;
  static final int EEXIST = -17;
  static final int EINVAL = -22;
  static final int ENOSPC = -28;
  static final int ERANGE = -34;
  static final int EOVERFLOW = -75;
  static final int EOPNOTSUPP = -95;
  static final int ESHUTDOWN = -108;
  static final int ETIMEDOUT = -110;
  static final int EDQUOT = -122;
  static final int ECANCELED = -125;

  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(EPERM, "operation not permitted"),
          Map.entry(ENOENT, "not found"),
          Map.entry(-5, "input/output error"),
          Map.entry(EACCES, "permission denied"),
          Map.entry(-16, "busy"),
          Map.entry(EEXIST, "exists already"),
          Map.entry(EINVAL, "invalid argument"),
          Map.entry(-27, "too large: beyond osd_max_object_size"),
          Map.entry(ENOSPC, "the cluster is full; delete something or add storage"),
          Map.entry(-30, "read-only"),
          Map.entry(ERANGE, "out of range"),
          Map.entry(-36, "name too long"),
          Map.entry(-90, "message too long: beyond osd_max_write_size"),
          Map.entry(EOPNOTSUPP, "not supported by this pool"),
          Map.entry(-107, "not connected"),
          Map.entry(ESHUTDOWN, "this client was shut out of the cluster"),
          Map.entry(ETIMEDOUT, "no answer within the timeout"),
          Map.entry(EDQUOT, "the pool's quota is used up"),
          Map.entry(ECANCELED, "changed by others meanwhile"));

  private Errno() {}

  static String text(int code) {
    return TEXTS.getOrDefault(code, "an error of librados") + " (error " + code + ")";
  }
}
