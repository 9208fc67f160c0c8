/// Python tracebacks: frames, causes, groups, and which frames are the user's; knows no other room.
@NullMarked
package taskscope.traceback;

import org.jspecify.annotations.NullMarked;
