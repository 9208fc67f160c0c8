package taskscope.recording;

/// Values of an enum by their names in a recording, which are the same in lower case.
final class Names {

    private Names() {}

    static <E extends Enum<E>> E of(Class<E> type, String id, E other) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(id)) {
                return each;
            }
        }
        return other;
    }
}
