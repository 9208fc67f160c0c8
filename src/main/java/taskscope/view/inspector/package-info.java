/// The inspector of the selection: fix, traceback, details and evidence.
@NullMarked
package taskscope.view.inspector;

import org.jspecify.annotations.NullMarked;
