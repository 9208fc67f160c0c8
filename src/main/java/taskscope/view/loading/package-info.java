/// Loading recordings in the background, with progress and cancel.
@NullMarked
package taskscope.view.loading;

import org.jspecify.annotations.NullMarked;
