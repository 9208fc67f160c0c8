package taskscope.capture;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// Sends the requests of an `.http` file, and tells which of them had no answer.
final class RequestSender {

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    /// Longer than the 30 s for which SQLAlchemy waits for a connection of its pool.
    private static final Duration TO_ANSWER = Duration.ofMinutes(2);

    /// The client computes these itself.
    private static final Set<String> COMPUTED_HEADERS = Set.of("content-length", "transfer-encoding");

    static {
        // Editors let a file set these; the client forbids them unless told so before its first use.
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection,expect");
        }
    }

    RequestSender() {
        client().close();
    }

    /// Sends the request as often at once as it says, waits for the answers, and gives what went wrong.
    Optional<String> send(HttpFileRequest request, String authority) {
        try (HttpClient client = client()) {
            HttpRequest built = build(request, authority);
            List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, request.parallelCount())
                    .mapToObj(_ -> client.sendAsync(built, BodyHandlers.discarding()))
                    .toList();
            return answers.stream()
                    .flatMap(each -> fault(each).stream())
                    .findFirst()
                    .map(each -> request.name() + " had no answer: " + each);
        } catch (FileNotFoundException | IllegalArgumentException unusable) {
            return Optional.of(request.name() + " was not sent: " + unusable.getMessage());
        }
    }

    /// A client for one request: a kept connection would be closed under the next one by a task that fails. Version
    /// 1.1, or the client asks every server for an upgrade to 2 and uvicorn warns of it.
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .build();
    }

    private static Optional<String> fault(CompletableFuture<HttpResponse<Void>> answer) {
        return answer.<Optional<String>>handle(
                        (_, fault) -> fault == null ? Optional.empty() : Optional.of(sentence(fault)))
                .join();
    }

    private static String sentence(Throwable fault) {
        Throwable root = fault.getCause() instanceof IOException cause ? cause : fault;
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static HttpRequest build(HttpFileRequest request, String authority) throws FileNotFoundException {
        String url = request.isForTheRecordedServer() ? "http://" + authority + request.target() : request.target();
        var building = HttpRequest.newBuilder(URI.create(url))
                .timeout(TO_ANSWER)
                .method(request.method(), publisher(request.body()));
        request.headers().stream()
                .filter(each -> !COMPUTED_HEADERS.contains(each.name().toLowerCase(Locale.ROOT)))
                .forEach(each -> building.header(each.name(), each.value()));
        return building.build();
    }

    private static BodyPublisher publisher(HttpRequestBody body) throws FileNotFoundException {
        return switch (body) {
            case HttpRequestBody.None _ -> BodyPublishers.noBody();
            case HttpRequestBody.Text(var text) -> BodyPublishers.ofString(text);
            case HttpRequestBody.Content(var file) -> BodyPublishers.ofFile(file);
        };
    }
}
