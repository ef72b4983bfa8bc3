#!/bin/sh
# Runs the command dosna, from any folder: sh examples/dosna.sh COMMAND ...
# For the command alone: alias dosna="sh $PWD/examples/dosna.sh"; or copy this file, as dosna, and
# dosna.jar into one folder.
# Options for Java: JDK_JAVA_OPTIONS=-Xmx8g sh examples/dosna.sh ...
set -eu
folder=$(dirname "$(readlink -f "$0")")
jar=$folder/dosna.jar
if [ ! -f "$jar" ]; then
  sh "$folder/classpath.sh" >/dev/null # builds it, if need be
  jar=$folder/target/dosna.jar
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" "$@"
