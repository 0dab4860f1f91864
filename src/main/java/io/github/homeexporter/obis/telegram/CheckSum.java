package io.github.homeexporter.obis.telegram;

/** The CRCs of 16 bits that meters use. */
final class CheckSum {
    private CheckSum() {}

    /**
     * @param polynomial with its bits reflected
     * @param to the first byte that is not counted any more
     */
    static int reflected(byte[] bytes, int from, int to, int polynomial, int start, int finish) {
        int sum = start;
        for (int i = from; i < to; i++) {
            sum ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) != 0 ? sum >>> 1 ^ polynomial : sum >>> 1;
            }
        }
        return sum ^ finish;
    }
}
