package io.github.homeexporter.isg;

/** How often we logged in, and with what end. */
final class LoginCounts {
    private int accepted;
    private int refused;
    private int lost;
    private long nanos;

    void accepted() {
        accepted++;
    }

    void refused() {
        refused++;
    }

    void lost() {
        lost++;
    }

    void took(long spent) {
        nanos += spent;
    }

    /** Logins the ISG took. */
    int acceptedLogins() {
        return accepted;
    }

    /** Logins the ISG answered with the login page. */
    int refusedLogins() {
        return refused;
    }

    /** Sessions that were gone with the next page. */
    int lostSessions() {
        return lost;
    }

    /** Seconds all logins took together. */
    double seconds() {
        return nanos / 1e9;
    }
}
