#!/bin/sh
# Runs the command dosna, from any folder: sh examples/dosna.sh COMMAND ...
# For the command alone: alias dosna="sh $PWD/examples/dosna.sh"
# Options for Java: JDK_JAVA_OPTIONS=-Xmx8g sh examples/dosna.sh ...
set -eu
classpath=$(sh "$(dirname "$0")/classpath.sh")
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classpath" \
  org.dosna.examples.command.DosnaCommand "$@"
