/// The playhead: stepping from event to event, and who stands where at one of them; must not know lanes or pixels.
@NullMarked
package taskscope.playback;

import org.jspecify.annotations.NullMarked;
