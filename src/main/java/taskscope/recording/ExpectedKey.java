package taskscope.recording;

import org.jspecify.annotations.Nullable;

/// A key with its closing quote and colon, as two words to compare; `key` is null for one that we do not know.
record ExpectedKey(@Nullable Key key, long first, long last, int length) {

    /// Null for a key that is too long for two words.
    static @Nullable ExpectedKey of(@Nullable Key key, byte[] bytes, int start, int end) {
        int length = end - start;
        if (length > 2 * Words.SIZE) {
            return null;
        }
        long first = Words.at(bytes, start, end);
        return new ExpectedKey(key, first, length <= Words.SIZE ? first : Words.at(bytes, end - Words.SIZE), length);
    }

    boolean isAt(byte[] bytes, int start) {
        if (length <= Words.SIZE) {
            return Words.at(bytes, start, start + length) == first;
        }
        return Words.at(bytes, start) == first && Words.at(bytes, start + length - Words.SIZE) == last;
    }
}
