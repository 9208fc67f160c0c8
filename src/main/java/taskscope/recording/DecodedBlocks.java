package taskscope.recording;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The blocks of a stream, taken apart on all processors and handed on in their order.
///
/// ```
/// caller    read 1 | read 2 | read 3 | use 1 | read 4 | use 2 | ...
/// helper A         | decode 1        | decode 3       | ...
/// helper B                  | decode 2        | decode 4 ...
/// ```
final class DecodedBlocks implements AutoCloseable {

    private static final int HELPER_COUNT = Runtime.getRuntime().availableProcessors();

    /// One more than helpers, so that none waits for the caller.
    private static final int MOST_IN_FLIGHT = HELPER_COUNT + 1;

    private final LineBlocks blocks;
    private final Deque<Slot> free = new ArrayDeque<>();
    private final Deque<Slot> inFlight = new ArrayDeque<>();
    private @Nullable ExecutorService helpers;
    private @Nullable Slot used;
    private boolean isFirst = true;
    private boolean isAtEnd;
    private @Nullable IOException failure;

    DecodedBlocks(LineBlocks blocks) {
        this.blocks = blocks;
    }

    /// Where one block is decoded; used again and again, for it knows the texts of the file by then.
    private static final class Slot {
        final LineDecoder decoder = new LineDecoder();
        final EventBatch batch = new EventBatch();

        @Nullable
        Block block;

        @Nullable
        Future<?> work;
    }

    /// The next block, null at the end; valid until the next call. A failure of the stream comes after all before it.
    @Nullable
    EventBatch next() throws IOException {
        if (used != null) {
            used.batch.clear();
            free.add(used);
            used = null;
        }
        if (isFirst) {
            isFirst = false;
            return first();
        }
        while (!isAtEnd && inFlight.size() < MOST_IN_FLIGHT) {
            submitNext();
        }
        Slot done = inFlight.poll();
        if (done != null) {
            await(done);
            used = done;
            return done.batch;
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdownNow();
        }
    }

    /// Most recordings are one block, which is not worth a thread.
    private @Nullable EventBatch first() throws IOException {
        Block block = blocks.next(null);
        if (block == null) {
            isAtEnd = true;
            return null;
        }
        used = new Slot();
        used.block = block;
        used.decoder.decode(block, used.batch);
        return used.batch;
    }

    private void submitNext() {
        Slot slot = free.isEmpty() ? new Slot() : free.remove();
        Block block = read(slot.block);
        if (block == null) {
            isAtEnd = true;
            return;
        }
        slot.block = block;
        slot.work = helpers().submit(() -> slot.decoder.decode(block, slot.batch));
        inFlight.add(slot);
    }

    private @Nullable Block read(@Nullable Block done) {
        try {
            return blocks.next(done);
        } catch (IOException broken) {
            failure = broken;
            return null;
        }
    }

    private ExecutorService helpers() {
        if (helpers == null) {
            helpers = Executors.newFixedThreadPool(
                    HELPER_COUNT,
                    Thread.ofPlatform().daemon().name("decode-", 1).factory());
        }
        return helpers;
    }

    private static void await(Slot slot) throws IOException {
        Future<?> work = slot.work;
        if (work == null) {
            return;
        }
        try {
            work.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutOfMemoryError full) {
                throw full;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
