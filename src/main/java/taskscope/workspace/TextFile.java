package taskscope.workspace;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A small text file that may be missing, damaged or not ours to write; whatever it is, the program goes on.
record TextFile(Path path) {

    private static final Logger LOG = Logger.getLogger(TextFile.class.getName());

    /// What people have chosen fits into far less; a larger file is not ours.
    private static final long LARGEST_BYTES = 1_000_000;

    /// The lines, none where there is nothing that can be read.
    List<String> lines() {
        try {
            return Files.size(path) > LARGEST_BYTES ? List.of() : Files.readAllLines(path);
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (CharacterCodingException _) {
            LOG.warning(() -> path + " is no text, so it is ignored");
            return List.of();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "cannot read " + path, failure);
            return List.of();
        }
    }

    /// Writes all or nothing: a full disk leaves the old file as it was.
    void write(List<String> lines) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path next = path.resolveSibling(path.getFileName() + ".new");
            Files.write(next, lines);
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "cannot write " + path, failure);
        }
    }
}
