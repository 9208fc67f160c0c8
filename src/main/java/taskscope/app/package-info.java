/// The start: reads the arguments, builds everything with plain constructors, opens the window or runs a command.
@NullMarked
package taskscope.app;

import org.jspecify.annotations.NullMarked;
