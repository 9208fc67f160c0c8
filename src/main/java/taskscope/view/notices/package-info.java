/// What went wrong, said calmly in a corner of the window: a sentence, a next step, and details to copy.
@NullMarked
package taskscope.view.notices;

import org.jspecify.annotations.NullMarked;
