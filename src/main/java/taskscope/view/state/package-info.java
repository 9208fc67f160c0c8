/// The pane that says who stands where at the playhead.
@NullMarked
package taskscope.view.state;

import org.jspecify.annotations.NullMarked;
