package taskscope.recording;

/// Whoever waits for a load: is told how far it is, and may stop it. Called on the loading thread, often.
public interface LoadProgress {

    /// Nobody waits, and nobody stops it.
    LoadProgress UNWATCHED = new LoadProgress() {
        @Override
        public void reached(double fraction, long eventCount) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /// The share of the bytes that were read, from 0 to 1 ([#UNKNOWN] for a stream without end), and the events so far.
    void reached(double fraction, long eventCount);

    /// True to stop here: what was read so far is kept.
    boolean isCancelled();

    /// How far a stream without a known end is.
    double UNKNOWN = -1;
}
