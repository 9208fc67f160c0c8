package taskscope.cli;

/// The version of Taskscope, the same as in `pom.xml`.
final class ProductVersion {

    static final String TEXT = "0.1.0";

    private ProductVersion() {}
}
