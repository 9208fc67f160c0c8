package taskscope.diagnosis.rules;

import java.util.Map;
import taskscope.trace.Trace;

/// How rules name what this run ran on: `Starlette 1.10.0`, or `Starlette` where the version was not recorded.
final class VersionWords {

    private VersionWords() {}

    static String fastapi(Trace trace) {
        return named("FastAPI", trace.info().packages(), "fastapi");
    }

    static String starlette(Trace trace) {
        return named("Starlette", trace.info().packages(), "starlette");
    }

    private static String named(String shown, Map<String, String> packages, String name) {
        return packages.containsKey(name) ? shown + " " + packages.get(name) : shown;
    }
}
