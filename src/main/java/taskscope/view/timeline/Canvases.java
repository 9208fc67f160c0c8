package taskscope.view.timeline;

import javafx.scene.canvas.Canvas;

/// The canvases of the timeline. What changes often, the playhead and the selection, has its own above the lanes.
record Canvases(Canvas minimap, Canvas ruler, Canvas header, Canvas plot, Canvas overlay) {}
