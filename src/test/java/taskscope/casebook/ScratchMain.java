package taskscope.casebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import taskscope.diagnosis.Diagnosis;
import taskscope.diagnosis.rules.Rules;
import taskscope.recording.LoadReport;
import taskscope.report.DiagnosisText;

final class ScratchMain {
    private ScratchMain() {}

    public static void main(String[] files) throws Exception {
        for (String file : files) {
            var trace = ScratchReader.read(Files.readAllLines(Path.of(file)));
            var report = new LoadReport(List.of(Path.of(file)), trace, 0, List.of());
            DiagnosisText.lines(report, Diagnosis.of(trace, Rules.all())).forEach(System.out::println);
        }
    }
}
