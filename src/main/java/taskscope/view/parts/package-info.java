/// What every pane is made of: loading FXML, prose with code in it, copying; must not know any pane.
@NullMarked
package taskscope.view.parts;

import org.jspecify.annotations.NullMarked;
