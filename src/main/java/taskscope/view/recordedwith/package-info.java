/// The pane that says what the trace was recorded with.
@NullMarked
package taskscope.view.recordedwith;

import org.jspecify.annotations.NullMarked;
