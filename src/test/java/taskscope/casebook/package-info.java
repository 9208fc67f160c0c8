/// Trace script: tiny traces in words for casebooks and tests; `src/test/resources/casebook/README.md` has its grammar.
@NullMarked
package taskscope.casebook;

import org.jspecify.annotations.NullMarked;
