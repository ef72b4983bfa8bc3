#!/bin/sh
# Every test, for real: also those that need native software (the Maven profile "native").
# Needs JDK 17 or later and Maven. Arguments go to Maven: sh run_tests.sh -pl dosna-core
# What only varies other tests, and takes long, is left to the profile "full": sh run_tests.sh -Pfull
set -eu
cd "$(dirname "$0")"

# Debian packages that the native tests need, one a line.
packages='
python3-h5py
hdf5-tools
openmpi-bin
mpich
ceph-mon
ceph-osd
ceph-common
librados2
python3-rados
python3-venv
chromium
'

fail() {
  echo "run_tests.sh: $*" >&2
  exit 1
}

command -v mvn >/dev/null || fail "no mvn in PATH; on Debian: apt-get install maven"
java_version=$(mvn -B -v | sed -n 's/.*Java version: \([0-9.]*\).*/\1/p')
major=${java_version%%.*}
[ "${major:-0}" -ge 17 ] ||
  fail "Maven runs on Java ${java_version:-unknown}; set JAVA_HOME to a JDK 17 or later"

missing=
if command -v dpkg-query >/dev/null; then
  for package in $packages; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
  done
else
  echo "run_tests.sh: no dpkg here; the tests need the counterparts of:" $packages >&2
fi
if [ -n "$missing" ]; then
  install="apt-get install -y --no-install-recommends$missing"
  [ "$(id -u)" -eq 0 ] || fail "missing packages; run: sudo sh -c 'apt-get update && $install'"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update && $install || fail "could not install:$missing"
fi

# Packages of Python that are not Debian's, in an environment of their own. Where PyPI does not
# answer, the tests tagged "pypi" are left out, and that is the last word.
environment=target/python
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
without=
"$environment/bin/pip" install -q --disable-pip-version-check \
  zarr==3.1.6 numcodecs==0.16.6 tensorstore==0.1.86 h5py==3.16.0 hdf5plugin==7.1.0 \
  fsspec==2026.9.0 aiohttp==3.14.5 tifffile==2026.3.3 pillow==13.0.0 ||
  without='-Ddosna.excludedGroups=long|pypi'

# Short lives: little time is spent on compiling and collecting. Several modules at a time.
export MAVEN_OPTS="${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}"
mvn -B -ntp -T 3 verify -Pnative \
  -Ddosna.pypi.python="$PWD/$environment/bin/python" $without "$@"
[ -z "$without" ] ||
  echo "run_tests.sh: NOT RUN: exchange with zarr-python and hdf5plugin, which PyPI did not give" >&2
