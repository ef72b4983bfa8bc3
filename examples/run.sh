#!/bin/sh
# Runs an example, from any folder: sh examples/run.sh NAME [ARGUMENT ...]
# Options for Java: JDK_JAVA_OPTIONS=-Xmx256m sh examples/run.sh ...
# The mpi programs run on 3 ranks if there is an mpirun. RANKS=2 sets their number, and runs any
# other program so, which then has to choose the engine mpi; MPIRUN=mpirun.mpich chooses the launcher.
set -eu

# Name, class, what it shows.
examples='
tutorial     Tutorial     the first steps: make a dataset, slice it, assign to a part of it
import       Import       load an .npy or HDF5 file, larger than memory if need be
export       Export       write a dataset or a pool into an .npy or HDF5 file
backends     Backends     every backend with every engine: is it right, how long does it take
convolution  Convolution  Gaussian filter, chunk by chunk, with and without a halo; tables and pictures
zarr         ZarrTree     show what is in Zarr stores, whoever wrote them
own-backend  OwnBackend   a backend of your own: chunks as .npy files
own-engine   OwnEngine    an engine of your own: logs and times every step
alloc-bench  bench.AllocBench  the bytes that a call allocates, and each further chunk
soak         soak.Soak    random operations by many threads, for as long as you like
ceph-bench   bench.CephBench  the ceph backend beside a bare librados loop
start-bench  bench.StartBench  from the start of a process to the first element, beside h5py and zarr-python
mpi-demo     MpiDemo      ranks share the work; runs under mpirun, if there is one
mpi-bench    bench.MpiBench  what collective calls and shared work cost
mini-ceph    org.dosna.backend.ceph.testkit.MiniCephProgram  a Ceph cluster on this machine, for trying things out
'

usage() {
  echo "usage: sh examples/run.sh NAME [ARGUMENT ...]"
  echo "       sh examples/run.sh NAME --help"
  echo
  echo "$examples" | sed '/^$/d; s/^\([^ ]* *\)[^ ]* */  \1/'
}

case ${1-} in
  -h | --help) usage && exit 0 ;;
esac
program=$(echo "$examples" | awk -v name="${1-}" 'name != "" && $1 == name { print $2 }')
if [ -z "$program" ]; then
  [ -z "${1-}" ] || echo "run.sh: there is no example '$1'" >&2
  usage >&2
  exit 2
fi
launcher=${MPIRUN-mpirun}
ranks=${RANKS-}
if [ -n "$ranks" ]; then
  command -v "$launcher" >/dev/null || {
    echo "run.sh: no $launcher in PATH; on Debian: apt-get install openmpi-bin" >&2
    exit 1
  }
else
  case $1 in mpi-*) ! command -v "$launcher" >/dev/null || ranks=3 ;; esac
fi
shift
case " $* " in *" --help "*) ranks= ;; esac
classpath=$(sh "$(dirname "$0")/classpath.sh")
case $program in
  org.*) ;; # a program of another module
  *) program=org.dosna.examples.$program ;;
esac
set -- "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classpath" "$program" "$@"
if [ -n "$ranks" ]; then
  # So that Open MPI starts on a small machine and in a container, and does not pin ranks to cores.
  export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
  export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
  case $("$launcher" --version 2>&1) in
    # MPICH's launcher goes on when a rank fails before it has joined MPI, and the others wait for
    # ever; it ends them if the rank is killed.
    *HYDRA*) set -- sh -c '"$@" || kill -9 $$' rank "$@" ;;
  esac
  set -- "$launcher" -n "$ranks" "$@"
fi
exec "$@"
