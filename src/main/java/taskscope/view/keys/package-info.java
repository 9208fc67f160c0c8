/// The sheet of keys.
@NullMarked
package taskscope.view.keys;

import org.jspecify.annotations.NullMarked;
