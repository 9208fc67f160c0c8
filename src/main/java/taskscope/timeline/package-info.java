/// Lanes, boxes, viewport, time scale, level of detail and hit testing: arithmetic alone; must not know JavaFX.
@NullMarked
package taskscope.timeline;

import org.jspecify.annotations.NullMarked;
