package taskscope.real;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/// Counts the FastAPI versions that really ran, and says so after the last test.
public final class FastApiVersionsRun implements TestExecutionListener {

    private static final Pattern FASTAPI = Pattern.compile("\"fastapi\":\"([\\d.]+)\"");
    private static final Pattern PYTHON = Pattern.compile("\"python\":\"([\\d.]+)\"");
    private static final String LISTENING = "\"e\":\"process.listening\"";

    private static final Set<String> VERSIONS = new ConcurrentSkipListSet<>();
    private static final Set<String> MISSED = new ConcurrentSkipListSet<>();

    /// Takes note of a recording that a real server left behind.
    static void ran(String recording) {
        Matcher fastapi = FASTAPI.matcher(recording);
        Matcher python = PYTHON.matcher(recording);
        if (recording.contains(LISTENING) && fastapi.find() && python.find()) {
            VERSIONS.add(fastapi.group(1) + " on Python " + python.group(1));
        }
    }

    /// Takes note of a set of packages that could not be had, in one sentence.
    static void missed(String sentence) {
        MISSED.add(sentence);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (plan.countTestIdentifiers(
                        each -> each.getUniqueId().contains(getClass().getPackageName()))
                > 0) {
            long fastapiCount = VERSIONS.stream()
                    .map(each -> each.replaceFirst(" .*", ""))
                    .distinct()
                    .count();
            String noun = fastapiCount == 1 ? "version" : "versions";
            System.out.printf("Real FastAPI: %d %s ran (%s)%n", fastapiCount, noun, String.join(", ", VERSIONS));
            MISSED.forEach(each -> System.out.println("Real FastAPI: " + each));
        }
    }
}
