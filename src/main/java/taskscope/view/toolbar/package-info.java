/// The toolbar: opening, stepping, playing and searching.
@NullMarked
package taskscope.view.toolbar;

import org.jspecify.annotations.NullMarked;
