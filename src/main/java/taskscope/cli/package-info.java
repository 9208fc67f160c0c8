/// The commands, their exit codes and the standard streams: the only room that prints; must not know JavaFX.
@NullMarked
package taskscope.cli;

import org.jspecify.annotations.NullMarked;
