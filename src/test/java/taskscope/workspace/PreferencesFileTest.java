package taskscope.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesFileTest {

    @TempDir
    Path directory;

    @Test
    void whatWasSavedIsThereAgain() {
        var chosen = new Preferences(Preferences.Theme.DARK, 16, true);
        new PreferencesFile(directory).save(chosen);
        assertEquals(chosen, new PreferencesFile(directory).load());
    }

    @Test
    void withoutAFileThereAreTheUsualOnes() {
        assertEquals(Preferences.usual(), new PreferencesFile(directory.resolve("nowhere")).load());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=\n=",
                "theme=purple\nfont-px=huge",
                "font-px=\nmarks-seen",
                "\u0000\u0001",
                "no lines at all"
            })
    void aDamagedFileHurtsNobody(String text) throws IOException {
        Files.writeString(directory.resolve("preferences.txt"), text);
        assertEquals(Preferences.usual(), new PreferencesFile(directory).load());
    }

    @Test
    void bytesThatAreNoTextHurtNobody() throws IOException {
        Files.write(directory.resolve("preferences.txt"), new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
        assertEquals(Preferences.usual(), new PreferencesFile(directory).load());
    }

    @Test
    void textThatNobodyCouldReadIsMadeReadable() throws IOException {
        Files.writeString(directory.resolve("preferences.txt"), "font-px=900");
        assertEquals(
                Preferences.LARGEST_FONT_PX,
                new PreferencesFile(directory).load().fontPx());
    }
}
