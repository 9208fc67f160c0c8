package taskscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.Finding;
import taskscope.diagnosis.Rule;
import taskscope.diagnosis.Severity;
import taskscope.recording.LoadProgress;
import taskscope.recording.Loaded;
import taskscope.recording.RecordingReader;
import taskscope.report.DiagnosisJson;
import taskscope.report.DiagnosisJson.Diagnosed;
import taskscope.report.DiagnosisText;
import taskscope.text.VisibleText;

/// `taskscope check`: diagnoses recordings.
public final class CheckCommand implements Command {

    private static final int FINDINGS = 1;
    private static final int WRONG_USE = 2;

    private final List<Rule> rules;

    public CheckCommand(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "tells what went wrong in recordings";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        if (CheckOptions.asksForHelp(arguments)) {
            console.out().print(CheckOptions.USAGE);
            return 0;
        }
        try {
            return check(CheckOptions.parse(arguments), console);
        } catch (WrongUse refused) {
            console.err().println("taskscope check: " + VisibleText.line(String.valueOf(refused.getMessage())));
            return WRONG_USE;
        }
    }

    private int check(CheckOptions options, Console console) throws WrongUse {
        List<Path> files = new ArrayList<>();
        for (String name : options.files()) {
            files.add(name.equals("-") ? Path.of(name) : path(name, console));
        }
        Loaded loaded = RecordingReader.read(files, console.in(), LoadProgress.UNWATCHED);
        List<Diagnosed> runs = loaded.reports().stream()
                .map(report -> new Diagnosed(report, Diagnosis.of(report.trace(), rules)))
                .toList();
        loaded.unusable().forEach(each -> console.err().println("taskscope check: " + each.sentence()));
        if (!runs.isEmpty()) {
            write(options, runs, files, console);
        }
        return loaded.unusable().isEmpty() ? exitCode(options, runs) : WRONG_USE;
    }

    /// As it was typed where that is enough, so that it is shown as it was typed.
    private static Path path(String name, Console console) throws WrongUse {
        try {
            Path path = Path.of(name);
            boolean isHere = console.directory().equals(Path.of("").toAbsolutePath());
            return isHere ? path : console.directory().resolve(path);
        } catch (InvalidPathException refused) {
            throw new WrongUse("this is no file name here: " + name + " (" + refused.getReason() + ").");
        }
    }

    private static void write(CheckOptions options, List<Diagnosed> runs, List<Path> files, Console console)
            throws WrongUse {
        String output = options.output();
        if (output == null) {
            write(options.format(), runs, console.out());
            return;
        }
        Path path = path(output, console);
        if (files.stream().anyMatch(file -> isSame(file, path))) {
            throw new WrongUse(output + " is one of the recordings; name another file to write to.");
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(path), false, StandardCharsets.UTF_8)) {
            write(options.format(), runs, out);
        } catch (IOException refused) {
            throw new WrongUse("cannot write " + output + " ("
                    + refused.getClass().getSimpleName() + "); name a file that can be written.");
        }
    }

    private static boolean isSame(Path file, Path other) {
        return file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static void write(CheckOptions.Format format, List<Diagnosed> runs, PrintStream out) {
        switch (format) {
            case TEXT -> writeText(runs, out);
            case JSON -> writeJson(runs, out);
        }
        out.flush();
    }

    private static void writeText(List<Diagnosed> runs, PrintStream out) {
        for (int at = 0; at < runs.size(); at++) {
            if (at > 0) {
                out.println();
            }
            DiagnosisText.lines(runs.get(at).report(), runs.get(at).diagnosis()).forEach(out::println);
        }
    }

    /// JSON is UTF-8, whatever the terminal speaks. The stream stays open: it may be standard output.
    private static void writeJson(List<Diagnosed> runs, PrintStream out) {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        DiagnosisJson.write(runs, writer);
        out.println();
    }

    private static int exitCode(CheckOptions options, List<Diagnosed> runs) {
        Severity failOn = options.failOn();
        boolean fails = failOn != null
                && runs.stream()
                        .flatMap(run -> run.diagnosis().findings().stream())
                        .flatMap(finding -> Stream.concat(Stream.of(finding), finding.folded().stream()))
                        .map(Finding::severity)
                        .anyMatch(severity -> severity.compareTo(failOn) <= 0);
        return fails ? FINDINGS : 0;
    }
}
