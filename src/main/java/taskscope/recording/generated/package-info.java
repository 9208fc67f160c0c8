/// Recordings of a shop that never was, for demonstrations and benchmarks; must not know any other room.
@NullMarked
package taskscope.recording.generated;

import org.jspecify.annotations.NullMarked;
