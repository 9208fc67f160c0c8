/// The bar that says what of a recording could not be used.
@NullMarked
package taskscope.view.losses;

import org.jspecify.annotations.NullMarked;
