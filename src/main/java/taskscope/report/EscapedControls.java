package taskscope.report;

import org.jspecify.annotations.Nullable;
import taskscope.text.VisibleText;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/// Writes every control character and every mark that turns or hides text as a JSON escape, so that printed JSON
/// cannot act on a terminal.
final class EscapedControls extends CharacterEscapes {

    private static final int DELETE = 0x7f;

    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    EscapedControls() {
        ascii[DELETE] = CharacterEscapes.ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int letter) {
        return !Character.isSurrogate((char) letter) && VisibleText.isHidden(letter)
                ? new SerializedString(String.format("\\u%04x", letter))
                : null;
    }
}
