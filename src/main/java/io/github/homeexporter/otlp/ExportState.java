package io.github.homeexporter.otlp;

/**
 * Where the export stands, after each cycle.
 *
 * @param failures failed cycles in a row
 * @param lastSuccessMillis milliseconds since 1970; 0 for never
 * @param lastError empty when the last cycle was well
 */
record ExportState(Word word, int failures, long lastSuccessMillis, String lastError) {
    private static final int FAILED_FROM = 3;

    /** As home_exporter_otlp_state shows it. */
    enum Word {
        DISABLED(0),
        STARTING(1),
        HEALTHY(2),
        DEGRADED(3),
        FAILED(4);

        final int number;

        Word(int number) {
            this.number = number;
        }
    }

    static final ExportState START = new ExportState(Word.STARTING, 0, 0, "");

    ExportState succeeded(long nowMillis) {
        return new ExportState(Word.HEALTHY, 0, nowMillis, "");
    }

    ExportState failed(SendOutcome outcome) {
        int inARow = failures + 1;
        boolean soon = outcome.result() == SendOutcome.Result.RETRYABLE && inARow < FAILED_FROM;
        return new ExportState(soon ? Word.DEGRADED : Word.FAILED, inARow, lastSuccessMillis, outcome.sentence());
    }
}
