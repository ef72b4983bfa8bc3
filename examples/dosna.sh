#!/bin/sh
# Runs the command dosna, from any folder: sh examples/dosna.sh COMMAND ...
# For the command alone: alias dosna="sh $PWD/examples/dosna.sh"; or put this file, as dosna, and
# dosna.jar into one folder, and link to it from where you like.
# Options for Java: JDK_JAVA_OPTIONS=-Xmx8g sh examples/dosna.sh ...
set -eu
folder=$(dirname "$(readlink -f "$0")")
jar=$folder/dosna.jar
if [ ! -f "$jar" ]; then
  sh "$folder/classpath.sh" >/dev/null # builds it, if need be
  jar=$folder/target/dosna.jar
fi
case ${1-} in
  # What may compute for long is worth compiling well; all else is done sooner without.
  import | export | copy | stats | check | repair | rechunk | pyramid | bench | serve) quick= ;;
  *) quick=-XX:TieredStopAtLevel=1 ;;
esac
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" $quick -jar "$jar" "$@"
