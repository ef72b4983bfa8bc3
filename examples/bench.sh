#!/bin/sh
# Runs the benchmarks, from any folder: sh examples/bench.sh [--quick] [PATTERN]
set -eu
classpath=$(sh "$(dirname "$0")/classpath.sh")
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classpath" org.dosna.examples.bench.Bench "$@"
