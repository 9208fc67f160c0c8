package taskscope.recording.generated;

/// The numbers that the recorder gave last.
final class ShopIds {
    int request;
    int task;
    int queue;
    int session;
    int exception;
    int stall;
    int connectionsOut;
}
