package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.Samples;

/** Something a state's number becomes besides a series of its own. */
interface NumberTarget {
    void number(double value, Samples out);
}
