package taskscope.recording;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// How a file is compressed, told by its first bytes and not by its name.
enum Packing {
    NONE("plain"),
    GZIP("gzip"),
    ZSTD("zstd");

    private static final int BUFFER_SIZE = 64 << 10;

    private final String words;

    Packing(String words) {
        this.words = words;
    }

    static Packing of(byte[] first) {
        if (starts(first, 0x1f, 0x8b)) {
            return GZIP;
        }
        return starts(first, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
    }

    String words() {
        return words;
    }

    /// Unpacks while reading; several members or frames one after the other are one stream.
    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, BUFFER_SIZE);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }

    private static boolean starts(byte[] first, int... bytes) {
        for (int each = 0; each < bytes.length; each++) {
            if (each >= first.length || (first[each] & 0xff) != bytes[each]) {
                return false;
            }
        }
        return true;
    }
}
