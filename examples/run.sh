#!/bin/sh
# Runs an example, from any folder: sh examples/run.sh NAME [ARGUMENT ...]
# Options for Java: JDK_JAVA_OPTIONS=-Xmx256m sh examples/run.sh ...
set -eu
case ${1-} in
  tutorial) program=examples.Tutorial ;;
  import) program=examples.Import ;;
  soak) program=examples.soak.Soak ;;
  ceph-bench) program=examples.bench.CephBench ;;
  mini-ceph) program=backend.ceph.testkit.MiniCephProgram ;;
  *)
    echo "usage: sh examples/run.sh tutorial | import | soak | ceph-bench | mini-ceph [ARGUMENT ...]" >&2
    exit 2
    ;;
esac
shift
classpath=$(sh "$(dirname "$0")/classpath.sh")
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classpath" "org.dosna.$program" "$@"
