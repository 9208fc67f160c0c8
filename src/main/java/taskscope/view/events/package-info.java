/// The pane of events around the playhead, however many there are.
@NullMarked
package taskscope.view.events;

import org.jspecify.annotations.NullMarked;
