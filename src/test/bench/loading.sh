#!/bin/sh
# How long opening a recording takes against its bytes and Jackson's bare tokens.
#
#   src/test/bench/loading.sh [EVENTS]     whole files; 1M events without an argument
#   src/test/bench/loading.sh --jmh        nanoseconds an event on one thread, by JMH
#
# Run it on a machine that does nothing else. It needs JAVA_HOME or java to be a JDK 25.
set -eu
cd "$(dirname "$0")/../../.."

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
bench=target/bench
mkdir -p "$bench"
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile="$bench/classpath"
classes=target/test-classes:target/classes:$(cat "$bench/classpath")

if [ "${1:-}" = --jmh ]; then
    # JMH writes the code around the benchmarks: asked for here, so that the build does without it.
    mvn -q -B dependency:copy -Dartifact=org.openjdk.jmh:jmh-generator-annprocess:1.37 -DoutputDirectory="$bench"
    "${java}c" -proc:only -processorpath "$bench/jmh-generator-annprocess-1.37.jar:$classes" -cp "$classes" \
        -d "$bench" -s "$bench" src/test/java/taskscope/recording/DecodeBenchmark.java
    find "$bench" -name '*.java' > "$bench/sources"
    "${java}c" -nowarn -proc:none -cp "$classes" -d "$bench" "@$bench/sources"
    exec "$java" -cp "$bench:$classes" org.openjdk.jmh.Main DecodeBenchmark
fi

file=$bench/generated-${1:-1M}.jsonl
run="$java -Xmx2g -cp $classes"
[ -f "$file" ] || $run taskscope.app.Main generate --events "${1:-1M}" -o "$file"
exec $run taskscope.recording.LoadingBenchmark "$file"
