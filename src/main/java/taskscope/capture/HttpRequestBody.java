package taskscope.capture;

import java.nio.file.Path;

/// What a request carries.
sealed interface HttpRequestBody {

    record None() implements HttpRequestBody {}

    record Text(String text) implements HttpRequestBody {}

    /// The bytes of a file, as they are.
    record Content(Path file) implements HttpRequestBody {}
}
