/// The window: puts the panes together and opens recordings; the only room of the view that knows every pane.
@NullMarked
package taskscope.view.window;

import org.jspecify.annotations.NullMarked;
