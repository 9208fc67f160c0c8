/// The first screen: samples to look at, and recent files.
@NullMarked
package taskscope.view.gallery;

import org.jspecify.annotations.NullMarked;
