/// Diagnoses and rules as text, Markdown and JSON, one wording for every place that shows them; must not know JavaFX.
@NullMarked
package taskscope.report;

import org.jspecify.annotations.NullMarked;
