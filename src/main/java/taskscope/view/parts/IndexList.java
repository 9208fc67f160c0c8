package taskscope.view.parts;

import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// The numbers from `first` on, `count` of them, as a list for virtualised controls: a million of them cost nothing.
public final class IndexList extends ObservableListBase<Integer> {

    private final int first;
    private final int count;

    public IndexList(int count) {
        this(0, count);
    }

    public IndexList(int first, int count) {
        this.first = first;
        this.count = count;
    }

    @Override
    public Integer get(int index) {
        return first + index;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public int indexOf(@Nullable Object wanted) {
        return wanted instanceof Integer number && number >= first && number < first + count ? number - first : -1;
    }

    /// Another recording of as many events is another list.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
