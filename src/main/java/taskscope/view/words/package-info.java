/// How the panes name an event, a request, a place in the code; plain text, no controls.
@NullMarked
package taskscope.view.words;

import org.jspecify.annotations.NullMarked;
