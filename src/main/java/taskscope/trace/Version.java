package taskscope.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The release part of a package's version, for comparing: `0.117.1`.
public record Version(int major, int minor, int patch) implements Comparable<Version> {

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*");

    public static Optional<Version> of(String text) {
        Matcher part = RELEASE.matcher(text);
        return part.matches()
                ? Optional.of(new Version(number(part.group(1)), number(part.group(2)), number(part.group(3))))
                : Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    public boolean isAtLeast(int major, int minor, int patch) {
        return compareTo(new Version(major, minor, patch)) >= 0;
    }

    @Override
    public int compareTo(Version other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
