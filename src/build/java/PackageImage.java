import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes `target/taskscope`, the self-contained image that users get, and the recorder's wheel beside it.
///
/// Started by Maven in the phase `package` as `java PackageImage.java TARGET FINAL_NAME VERSION`, on the JDK that
/// compiled the program. jlink makes the runtime from the JDK and JavaFX; jpackage puts the program on its class path
/// (libraries with automatic modules cannot be linked); a training run makes the ahead-of-time cache.
final class PackageImage {

    /// What the program and its libraries use of the JDK; ControlsFX needs java.net.http, the profiler of a user
    /// jdk.jfr. Found with `java --limit-modules ... --list-modules`.
    private static final String JDK_MODULES = "java.base,java.desktop,java.logging,java.net.http,java.prefs,java.xml,"
            + "java.scripting,java.management,java.naming,jdk.unsupported,jdk.zipfs,jdk.charsets,jdk.crypto.ec,jdk.jfr";

    private static final String FX_MODULES = "javafx.base,javafx.graphics,javafx.controls,javafx.fxml";

    /// The first compiler alone: a start costs two thirds of the CPU, and even 1 000 000 events are checked in three
    /// quarters of the time, since a command ends before the second compiler pays. Serial GC for the same reason.
    ///
    /// A quarter of the memory would be the default; a 10 000 000-event recording needs about 1 GB.
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxRAMPercentage=60",
            "-Xlog:aot=off",
            "-Xlog:cds=off",
            "-Dfile.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED,javafx.graphics",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED",
            "-Dtaskscope.recorder=$APPDIR/recorder",
            "-Dtaskscope.samples=$APPDIR/sample-traces");

    private final Path target;
    private final Path work;
    private final Path image;
    private final String jarName;
    private final String version;

    private PackageImage(Path target, String finalName, String version) {
        this.target = target;
        this.work = target.resolve("image-work");
        this.image = target.resolve("taskscope");
        this.jarName = finalName + ".jar";
        this.version = version;
    }

    public static void main(String[] arguments) throws Exception {
        var build = new PackageImage(Path.of(arguments[0]), arguments[1], arguments[2]);
        build.wheel();
        build.image();
    }

    private void image() throws IOException, InterruptedException {
        delete(work);
        delete(image);
        Path input = Files.createDirectories(work.resolve("input"));
        Path modules = Files.createDirectories(work.resolve("modules"));
        sortLibraries(input, modules);
        Files.copy(target.resolve(jarName), input.resolve(jarName));
        copyTree(Path.of("src/main/python/taskscope_recorder"), input.resolve("recorder/taskscope_recorder"));
        copyTree(Path.of("sample-traces"), input.resolve("sample-traces"));
        Files.copy(Path.of("LICENSE"), input.resolve("LICENSE"));
        Files.copy(Path.of("NOTICE"), input.resolve("NOTICE"));
        Path runtime = work.resolve("runtime");
        run(List.of(tool("jlink"), "--module-path", modules.toString(), "--add-modules", JDK_MODULES + "," + FX_MODULES,
                "--no-header-files", "--no-man-pages", "--output", runtime.toString()), Map.of());
        List<String> command = new ArrayList<>(List.of(tool("jpackage"), "--type", "app-image", "--name", "taskscope",
                "--app-version", version, "--runtime-image", runtime.toString(), "--input", input.toString(),
                "--main-jar", jarName, "--main-class", "taskscope.app.Main", "--dest", target.toString()));
        JAVA_OPTIONS.forEach(option -> command.addAll(List.of("--java-options", option)));
        run(command, Map.of());
        train();
        delete(work);
    }

    /// One run that loads what `check` and the window load; the cache is made when it ends.
    private void train() throws IOException, InterruptedException {
        Path cache = image.resolve("lib/app/taskscope.aot");
        Path sample;
        try (Stream<Path> recordings = Files.list(image.resolve("lib/app/sample-traces"))) {
            sample = recordings.filter(each -> each.toString().endsWith(".jsonl")).sorted().findFirst().orElseThrow();
        }
        String options = "-XX:AOTCacheOutput=" + cache + " -Dtaskscope.rehearsal=true -Dglass.platform=Headless -Dprism.order=sw";
        run(List.of(image.resolve("bin/taskscope").toString(), sample.toAbsolutePath().toString()), Map.of(
                "JAVA_TOOL_OPTIONS", options,
                // The rehearsal must not write into the settings of whoever builds.
                "XDG_CONFIG_HOME", work.resolve("config").toString(),
                "XDG_STATE_HOME", work.resolve("state").toString()));
        Path settings = image.resolve("lib/app/taskscope.cfg");
        if (Files.exists(cache)) {
            Files.writeString(settings, "java-options=-XX:AOTCache=$APPDIR/taskscope.aot\n", StandardOpenOption.APPEND);
        }
    }

    /// JavaFX's jars with native code become modules of the runtime; its empty jars go; the rest is the class path.
    private void sortLibraries(Path input, Path modules) throws IOException {
        try (Stream<Path> libraries = Files.list(target.resolve("libraries"))) {
            for (Path library : libraries.toList()) {
                String name = library.getFileName().toString();
                boolean isJavaFx = name.startsWith("javafx-");
                if (!isJavaFx || name.matches(".*-(linux|mac|win).*")) {
                    Files.copy(library, (isJavaFx ? modules : input).resolve(name));
                }
            }
        }
    }

    /// A pure wheel is a zip with three text files of metadata, so that no Python is needed to make it.
    private void wheel() throws IOException, NoSuchAlgorithmException {
        String info = "taskscope_recorder-" + version + ".dist-info/";
        Map<String, byte[]> files = new HashMap<>();
        Path source = Path.of("src/main/python/taskscope_recorder");
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).filter(PackageImage::isShipped).toList()) {
                files.put("taskscope_recorder/" + source.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        files.put(info + "METADATA", bytes("Metadata-Version: 2.1\nName: taskscope-recorder\nVersion: " + version
                + "\nSummary: Records background tasks of FastAPI and Starlette applications for Taskscope\n"
                + "License: Apache-2.0\nRequires-Python: >=3.8\n"));
        files.put(info + "WHEEL", bytes("Wheel-Version: 1.0\nGenerator: taskscope\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
        files.put(info + "licenses/LICENSE", Files.readAllBytes(Path.of("LICENSE")));
        var record = new StringBuilder();
        for (String name : files.keySet().stream().sorted().toList()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(files.get(name));
            String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            record.append(name).append(",sha256=").append(hash).append(',').append(files.get(name).length).append('\n');
        }
        record.append(info).append("RECORD,,\n");
        files.put(info + "RECORD", bytes(record.toString()));
        Path wheel = target.resolve("taskscope_recorder-" + version + "-py3-none-any.whl");
        try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            for (String name : files.keySet().stream().sorted().toList()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(files.get(name));
                zip.closeEntry();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isShipped(Path file) {
        return !file.toString().contains("__pycache__") && !file.toString().endsWith(".pyc");
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path log = Files.createTempFile("taskscope-package", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        String said = Files.readString(log);
        Files.delete(log);
        if (exit != 0) {
            throw new IllegalStateException(command.getFirst() + " ended with exit code " + exit + ":\n" + said);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(PackageImage::isShipped).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path each : all.sorted((left, right) -> right.compareTo(left)).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
