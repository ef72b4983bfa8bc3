#!/bin/sh
# Opens JShell with DosNa at hand, from any folder: sh examples/jshell.sh
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
classpath=$(sh "$folder/classpath.sh")
exec "${JAVA_HOME:+$JAVA_HOME/bin/}jshell" --class-path "$classpath" \
  -R-Djava.awt.headless=true --startup "$folder/dosna.jsh" "$@"
