/// From the bytes of a file to a trace and a list of what was lost; must not know rules or JavaFX.
@NullMarked
package taskscope.recording;

import org.jspecify.annotations.NullMarked;
