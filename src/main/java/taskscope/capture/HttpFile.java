package taskscope.capture;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Requests to send one after the other, as editors write them: `###` between them, `# @name`, `@variable = value`.
public record HttpFile(List<HttpFileRequest> requests) {

    public HttpFile {
        requests = List.copyOf(requests);
    }

    public static HttpFile read(Path file) throws CannotRecord {
        try {
            return HttpFileParser.parse(Files.readString(file), file);
        } catch (NoSuchFileException missing) {
            throw new CannotRecord("--requests " + file + ": no such file");
        } catch (CharacterCodingException notText) {
            throw new CannotRecord("--requests " + file + " is not UTF-8 text; save it as UTF-8");
        } catch (IOException unreadable) {
            throw new CannotRecord("--requests " + file + " cannot be read: "
                    + (Files.isDirectory(file) ? "it is a directory" : unreadable.getMessage()));
        }
    }
}
