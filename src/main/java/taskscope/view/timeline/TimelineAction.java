package taskscope.view.timeline;

/// What a key can do on the timeline.
public enum TimelineAction {
    ZOOM_IN("Zoom in"),
    ZOOM_IN_FAST("Zoom in, faster"),
    ZOOM_OUT("Zoom out"),
    ZOOM_OUT_FAST("Zoom out, faster"),
    PAN_LEFT("Earlier by a quarter of the window"),
    PAN_LEFT_FAST("Earlier by the window"),
    PAN_RIGHT("Later by a quarter of the window"),
    PAN_RIGHT_FAST("Later by the window"),
    NEXT_EVENT("Next event"),
    PREVIOUS_EVENT("Previous event"),
    NEXT_MILESTONE("Next milestone"),
    PREVIOUS_MILESTONE("Previous milestone"),
    NEXT_LIKE_THIS("Next event of this kind and function"),
    PREVIOUS_LIKE_THIS("Previous event of this kind and function"),
    NEXT_IN_LANE("Next event in this lane"),
    PREVIOUS_IN_LANE("Previous event in this lane"),
    LANE_BELOW("Lane below, at the nearest time"),
    LANE_ABOVE("Lane above, at the nearest time"),
    NEXT_EXCEPTION("Next exception"),
    PREVIOUS_EXCEPTION("Previous exception"),
    NEXT_FINDING("Next finding"),
    PREVIOUS_FINDING("Previous finding"),
    STEP_OVER("Step over"),
    STEP_BACK_OVER("Step back over"),
    STEP_INTO("Step into"),
    STEP_OUT("Step out"),
    FIRST_EVENT("First event"),
    LAST_EVENT("Last event"),
    FIT_ALL("Show the whole trace"),
    CENTRE("Centre the selection; again: fit it"),
    ZOOM_TO_RANGE("Zoom to the selected range"),
    RANGE_OF_SELECTION("Select the time of the selection"),
    PREVIOUS_VIEW("Back to the view before"),
    NEXT_VIEW("Forward again to the next view"),
    CLEAR("Clear the selection");

    private final String words;

    TimelineAction(String words) {
        this.words = words;
    }

    /// For the key sheet.
    public String words() {
        return words;
    }
}
