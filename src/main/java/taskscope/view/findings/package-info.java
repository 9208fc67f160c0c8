/// The pane of findings: cards worst first, what they explain, and which rules could not judge.
@NullMarked
package taskscope.view.findings;

import org.jspecify.annotations.NullMarked;
