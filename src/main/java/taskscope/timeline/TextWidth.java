package taskscope.timeline;

/// How wide a text is drawn, in pixels; the one thing that the arithmetic has to ask a font.
@FunctionalInterface
public interface TextWidth {

    double ofPx(String text);
}
