package taskscope.view.gallery;

import java.nio.file.Path;
import java.util.List;

/// One scenario of the gallery: what people say of it, what really happens, and its recordings.
public record Sample(String id, String title, String story, List<Variant> variants) {

    /// One recording of the scenario: broken or fixed, on which FastAPI.
    public record Variant(String label, boolean isFixed, Path recording) {}

    public Sample {
        variants = List.copyOf(variants);
    }

    /// The recording to look at first.
    public Variant first() {
        return variants.getFirst();
    }
}
