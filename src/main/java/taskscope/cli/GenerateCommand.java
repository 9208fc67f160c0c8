package taskscope.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import taskscope.recording.generated.GeneratedRecording;

/// `taskscope generate`: writes a large, realistic recording that is the same for the same seed.
public final class GenerateCommand implements Command {

    private static final String USAGE = """
            Usage: taskscope generate [--events N] [--requests N] [--seed S] -o FILE

            Writes a recording of a web shop that never was, for demonstrations and benchmarks: about
            eight events a request, with sessions, tasks that fail, tasks that never start, and stalls.

              --events N     at least so many events; 100k and 2M are understood (default 100k)
              --requests N   so many requests
              --seed S       another shop day; the same seed gives the same file (default 1)
              -o FILE        where to write, .jsonl or .jsonl.gz
            """;

    private static final long USUAL_EVENTS = 100_000;
    private static final int WRONG_USE = 2;
    private static final int BUFFER_SIZE = 1 << 16;

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "writes a large, realistic recording for demonstrations and benchmarks";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        try {
            CommandLine line = new DefaultParser().parse(options(), arguments.toArray(String[]::new));
            if (line.hasOption("help")) {
                console.out().print(USAGE);
                return 0;
            }
            return generate(line, console);
        } catch (ParseException wrong) {
            console.err().println("taskscope generate: " + wrong.getMessage() + "; see 'taskscope generate --help'");
            return WRONG_USE;
        }
    }

    private static int generate(CommandLine line, Console console) throws ParseException {
        if (!line.hasOption("o") || !line.getArgList().isEmpty()) {
            throw new ParseException(
                    line.hasOption("o")
                            ? "unknown argument " + line.getArgList().getFirst()
                            : "name a file with -o FILE");
        }
        long requestCount = number(line, "requests", Long.MAX_VALUE);
        long eventCount = number(line, "events", line.hasOption("requests") ? Long.MAX_VALUE : USUAL_EVENTS);
        Path file = console.directory().resolve(line.getOptionValue("o"));
        var recording = new GeneratedRecording(eventCount, requestCount, number(line, "seed", 1));
        try (OutputStream out = open(file)) {
            long written = recording.writeTo(out);
            console.err().printf(Locale.ROOT, "Wrote %,d events to %s.%n", written, line.getOptionValue("o"));
            return 0;
        } catch (IOException failed) {
            console.err()
                    .println("taskscope generate: cannot write " + file + " (" + failed.getMessage()
                            + "); check that the directory exists and has space");
            return WRONG_USE;
        }
    }

    private static OutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new BufferedOutputStream(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(out, BUFFER_SIZE) : out, BUFFER_SIZE);
    }

    private static long number(CommandLine line, String option, long usual) throws ParseException {
        String text = line.getOptionValue(option);
        if (text == null) {
            return usual;
        }
        String digits = text.replaceAll("[kM]$", "").replace("_", "");
        try {
            long scale = text.endsWith("k") ? 1_000 : text.endsWith("M") ? 1_000_000 : 1;
            return Math.multiplyExact(Long.parseLong(digits), scale);
        } catch (NumberFormatException | ArithmeticException notANumber) {
            throw new ParseException(
                    "--" + option + " needs a number, such as 5000, 100k or 2M, and not '" + text + "'");
        }
    }

    private static Options options() {
        return new Options()
                .addOption(Option.builder().longOpt("events").hasArg().get())
                .addOption(Option.builder().longOpt("requests").hasArg().get())
                .addOption(Option.builder().longOpt("seed").hasArg().get())
                .addOption(Option.builder("o").hasArg().get())
                .addOption(Option.builder("h").longOpt("help").get());
    }
}
