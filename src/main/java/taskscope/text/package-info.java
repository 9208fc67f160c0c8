/// Text from outside, made harmless before anybody sees it; knows no other room.
@NullMarked
package taskscope.text;

import org.jspecify.annotations.NullMarked;
