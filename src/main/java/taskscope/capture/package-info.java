/// Starts the user's program under the recorder and sends it requests; must not know rules, windows or how to print.
@NullMarked
package taskscope.capture;

import org.jspecify.annotations.NullMarked;
