/// The whole line on real FastAPI under real uvicorn: `taskscope record`, the recorder, the reader and the rules.
@NullMarked
package taskscope.real;

import org.jspecify.annotations.NullMarked;
