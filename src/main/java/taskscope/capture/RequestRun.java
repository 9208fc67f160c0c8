package taskscope.capture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Drives a recorded server: waits until it listens, sends the requests, waits until the tasks are done, stops it.
public final class RequestRun {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /// The recorder writes every event within 100 ms: what is quiet for longer than that is done.
    private static final Duration QUIET = Duration.ofMillis(250);

    /// An application that loads a large model starts within this; then a server that says nothing is given up.
    private static final Duration TO_LISTEN = Duration.ofMinutes(2);

    private final RecordedProcess process;
    private final GrowingRecording recording;
    private final List<String> faults = new ArrayList<>();

    private RequestRun(RecordedProcess process, GrowingRecording recording) {
        this.process = process;
        this.recording = recording;
    }

    /// Runs until the server was asked to stop or ended by itself; gives one sentence for each thing that went wrong.
    public static List<String> of(HttpFile file, RecordedProcess process, GrowingRecording recording)
            throws IOException, InterruptedException {
        var run = new RequestRun(process, recording);
        // The client takes a moment to load: better while the server starts.
        var sender = new RequestSender();
        Optional<ServerAddress> server = run.waitUntilItListens(file);
        if (server.isPresent()) {
            run.send(file, sender, server.get().authority());
            run.waitUntilQuiet();
            run.stop();
        } else if (!process.isStopped()) {
            run.faults.add("no request was sent: " + run.whyNobodyListens());
            run.stop();
        }
        return run.faults;
    }

    private Optional<ServerAddress> waitUntilItListens(HttpFile file) throws IOException, InterruptedException {
        Optional<ServerAddress> named = namedByTheFile(file);
        long untilNanos = System.nanoTime() + TO_LISTEN.toNanos();
        while (isRunning() && System.nanoTime() < untilNanos) {
            List<ServerAddress> listening = recording.look().listening();
            if (!listening.isEmpty()) {
                return Optional.of(listening.getFirst());
            }
            if (named.filter(RequestRun::answers).isPresent()) {
                return named;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Optional.empty();
    }

    private String whyNobodyListens() {
        return process.isAlive()
                ? "the server did not say where it listens; write whole URLs, such as http://127.0.0.1:8000/health"
                : "the command ended before it listened on a port";
    }

    /// A file that gives a host with every request can do without the recorder's word; any server can be met so.
    private static Optional<ServerAddress> namedByTheFile(HttpFile file) {
        if (file.requests().stream().anyMatch(HttpFileRequest::isForTheRecordedServer)) {
            return Optional.empty();
        }
        URI url = URI.create(file.requests().getFirst().target());
        int usualPort = "https".equals(url.getScheme()) ? 443 : 80;
        return Optional.ofNullable(url.getHost())
                .map(host -> new ServerAddress(host, url.getPort() < 0 ? usualPort : url.getPort()));
    }

    private static boolean answers(ServerAddress server) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(server.address(), server.port()), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void send(HttpFile file, RequestSender sender, String authority) {
        for (HttpFileRequest request : file.requests()) {
            if (isRunning()) {
                sender.send(request, authority).ifPresent(faults::add);
            }
        }
    }

    private void waitUntilQuiet() throws IOException, InterruptedException {
        long quietSinceNanos = System.nanoTime();
        while (isRunning() && System.nanoTime() - quietSinceNanos < QUIET.toNanos()) {
            Thread.sleep(BETWEEN_LOOKS);
            if (!recording.look().isQuiet()) {
                quietSinceNanos = System.nanoTime();
            }
        }
    }

    private void stop() {
        if (isRunning()) {
            process.stop();
        }
    }

    private boolean isRunning() {
        return process.isAlive() && !process.isStopped();
    }
}
