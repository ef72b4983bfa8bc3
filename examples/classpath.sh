#!/bin/sh
# Prints the class path of the examples; builds them first when a source is newer than the last build.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
built=$root/examples/target/classpath # written by the build; its age is the age of the build

if [ ! -f "$built" ] ||
  [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$built")" ]; then
  command -v mvn >/dev/null || {
    echo "DosNa has to be built, and there is no mvn in PATH; on Debian: apt-get install maven" >&2
    exit 1
  }
  echo "Building DosNa (the first time this takes a minute or two) ..." >&2
  # Shown only if it fails: of itself Maven prints colour codes, terminal or not.
  log=$(mvn -B -q -f "$root/pom.xml" -pl examples -am package \
    -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip 2>&1) || {
    printf '%s\n' "$log" | sed "s/$(printf '\033')\\[[0-9;]*m//g" >&2
    exit 1
  }
  touch "$built"
fi
echo "$root/examples/target/classes:$(cat "$built")"
