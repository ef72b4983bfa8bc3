#!/bin/sh
# Runs an example, from any folder: sh examples/run.sh NAME [ARGUMENT ...]
# Options for Java: JDK_JAVA_OPTIONS=-Xmx256m sh examples/run.sh ...
# The mpi programs run under mpirun, if there is one, with RANKS=3 ranks; MPIRUN=mpirun.mpich
# chooses it.
set -eu
launcher=
case ${1-} in
  tutorial) program=Tutorial ;;
  import) program=Import ;;
  soak) program=soak.Soak ;;
  mpi-demo) program=MpiDemo launcher=${MPIRUN-mpirun} ;;
  mpi-bench) program=bench.MpiBench launcher=${MPIRUN-mpirun} ;;
  *)
    echo "usage: sh examples/run.sh tutorial | import | soak | mpi-demo | mpi-bench [ARGUMENT ...]" >&2
    exit 2
    ;;
esac
shift
case " $* " in *" --help "*) launcher= ;; esac
classpath=$(sh "$(dirname "$0")/classpath.sh")
set -- "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classpath" "org.dosna.examples.$program" "$@"
if [ -n "$launcher" ] && command -v "$launcher" >/dev/null; then
  # So that Open MPI starts on a small machine and in a container, and does not pin ranks to cores.
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
  set -- "$launcher" -n "${RANKS-3}" "$@"
fi
exec "$@"
