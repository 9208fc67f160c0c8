/// The pane of requests: method, path, status and duration, one a line.
@NullMarked
package taskscope.view.requests;

import org.jspecify.annotations.NullMarked;
