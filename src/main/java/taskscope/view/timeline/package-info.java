/// The timeline on screen: a model without toolkit, a painter, gestures and keys; decides nothing about time.
@NullMarked
package taskscope.view.timeline;

import org.jspecify.annotations.NullMarked;
