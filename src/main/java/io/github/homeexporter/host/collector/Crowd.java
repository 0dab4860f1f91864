package io.github.homeexporter.host.collector;

import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds how many things of a kind become series: a host with 10,000 interfaces keeps its page, and is told which setting chooses. */
final class Crowd {
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

    private final String kind;
    private final String setting;
    private final Predicate<String> wanted;
    private int admitted;
    private int refused;
    private int unwanted;
    private boolean said;
    private boolean saidNone;

    /**
     * @param kind as in the sentence: {@code disks}
     * @param setting that leaves some of them out
     */
    Crowd(String kind, String setting, Predicate<String> wanted) {
        this.kind = kind;
        this.setting = setting;
        this.wanted = wanted;
    }

    /** Whether the next one of a cycle is to be shown. */
    boolean admits(String name) {
        if (!wanted.test(name)) {
            unwanted++;
            return false;
        }
        if (admitted >= MOST) {
            refused++;
            return false;
        }
        admitted++;
        return true;
    }

    void endOfCycle() {
        if (refused > 0 && !said) {
            LOG.warn("{} {} are not shown, for {} are the most; {} chooses", refused, kind, MOST, setting);
        }
        said = refused > 0;
        boolean none = admitted == 0 && unwanted > 0;
        if (none && !saidNone) {
            LOG.info("none of {} {} is shown: {} or its include leaves out all", unwanted, kind, setting);
        }
        saidNone = none;
        admitted = 0;
        unwanted = 0;
        refused = 0;
    }
}
