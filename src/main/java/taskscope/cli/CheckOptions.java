package taskscope.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.jspecify.annotations.Nullable;
import taskscope.diagnosis.Severity;

/// What `check` was asked to do. `failOn` is missing for `never`, `output` where standard output is meant.
record CheckOptions(
        List<String> files,
        Format format,
        @Nullable Severity failOn,
        @Nullable String output) {

    static final String USAGE = """
            usage: taskscope check FILE... [--format text|json] [--fail-on high|medium|low|never] [-o OUT]

            Tells what went wrong in recordings. Files of one run are taken together; - reads standard input.

              --format FORMAT       text (default) or json
              --fail-on SEVERITY    exit code 1 for findings of this severity or worse: high (default), medium, low, never
              -o, --output OUT      write there instead of to standard output
              -h, --help            say this and end

            Exit code: 0 fine, 1 findings at or above the asked severity, 2 wrong use or a file that cannot be used.
            """;

    /// How the diagnosis is written.
    enum Format {
        TEXT,
        JSON
    }

    private static final String NEVER = "never";

    CheckOptions {
        files = List.copyOf(files);
    }

    static boolean asksForHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    static CheckOptions parse(List<String> arguments) throws WrongUse {
        Options options = new Options()
                .addOption(Option.builder().longOpt("format").hasArg().get())
                .addOption(Option.builder().longOpt("fail-on").hasArg().get())
                .addOption(Option.builder("o").longOpt("output").hasArg().get());
        try {
            var given = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(options, arguments.toArray(String[]::new));
            if (given.getArgList().isEmpty()) {
                throw new WrongUse("no recording was named; write taskscope check FILE, or - for standard input.");
            }
            String failOn = given.getOptionValue("fail-on", "high");
            return new CheckOptions(
                    given.getArgList(),
                    chosen("--format", Format.values(), given.getOptionValue("format", "text")),
                    failOn.equals(NEVER) ? null : severity(failOn),
                    given.getOptionValue("output"));
        } catch (ParseException refused) {
            throw new WrongUse(refused.getMessage() + "; see taskscope check --help.");
        }
    }

    private static Severity severity(String word) throws WrongUse {
        return find(Severity.values(), word)
                .orElseThrow(() -> new WrongUse("--fail-on takes high, medium, low or never, not " + word + "."));
    }

    private static <E extends Enum<E>> E chosen(String option, E[] values, String word) throws WrongUse {
        return find(values, word)
                .orElseThrow(() -> new WrongUse(option + " takes "
                        + String.join(
                                " or ",
                                Arrays.stream(values).map(CheckOptions::lower).toList()) + ", not "
                        + word + "."));
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String word) {
        return Arrays.stream(values).filter(each -> lower(each).equals(word)).findFirst();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
