package io.github.homeexporter.otlp;

/**
 * What an ExportMetricsServiceResponse says: how many points were not taken, and why. With none rejected the message is a
 * warning.
 */
record PartialSuccess(long rejected, String message) {
    private static final PartialSuccess NONE = new PartialSuccess(0, "");

    /** Nothing for a body that is no such message: the request was taken all the same. */
    static PartialSuccess read(byte[] body) {
        try {
            ProtoReader response = new ProtoReader(body);
            PartialSuccess found = NONE;
            while (response.next()) {
                if (response.isBytes(1)) {
                    found = inner(response.message());
                }
            }
            return found;
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static PartialSuccess inner(ProtoReader partial) {
        long rejected = 0;
        String message = "";
        while (partial.next()) {
            if (partial.isNumber(1)) {
                rejected = Math.max(0, partial.number());
            } else if (partial.isBytes(2)) {
                message = partial.text();
            }
        }
        return new PartialSuccess(rejected, message);
    }
}
