/// What the user's machine remembers between two starts: recent files and preferences; must not know JavaFX.
@NullMarked
package taskscope.workspace;

import org.jspecify.annotations.NullMarked;
