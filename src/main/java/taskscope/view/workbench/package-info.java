/// What the panes share: the loaded trace, one selection, one playhead, one viewport; must not know any pane.
@NullMarked
package taskscope.view.workbench;

import org.jspecify.annotations.NullMarked;
