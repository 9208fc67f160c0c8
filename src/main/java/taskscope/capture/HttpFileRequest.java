package taskscope.capture;

import java.util.List;

/// One request of an `.http` file, variables filled in. `target` is a URL, or a path on the recorded server;
/// `parallelCount` is how many times it is sent at once.
record HttpFileRequest(
        String name, String method, String target, List<Header> headers, HttpRequestBody body, int parallelCount) {

    record Header(String name, String value) {}

    HttpFileRequest {
        if (parallelCount < 1) {
            throw new IllegalArgumentException("sent " + parallelCount + " times");
        }
        headers = List.copyOf(headers);
    }

    boolean isForTheRecordedServer() {
        return target.startsWith("/");
    }
}
