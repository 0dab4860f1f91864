package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.loxone.structure.ControlFilter.FilterText;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.words.Glob;
import java.util.List;
import java.util.Locale;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which states are exported: lists separated by commas, a comma within a name written as {@code \,}. */
@UriParams
public class FilterOptions {
    /** Leave out: exact names of rooms. */
    @UriParam(label = "filter")
    private String excludeRooms;

    /** Leave out: exact names of categories. */
    @UriParam(label = "filter")
    private String excludeCategories;

    /** Leave out: exact control types, as Switch. */
    @UriParam(label = "filter")
    private String excludeTypes;

    /** Leave out: patterns of control names: *, ?, [abc], [!abc]. */
    @UriParam(label = "filter")
    private String excludeNames;

    /** Leave out: exact names of states, as jLocked. */
    @UriParam(label = "filter")
    private String excludeStates;

    /** Leave out: UUIDs of controls or states. */
    @UriParam(label = "filter")
    private String excludeUuids;

    /** Only these; empty for all: exact names of rooms. */
    @UriParam(label = "filter")
    private String includeRooms;

    /** Only these; empty for all: exact names of categories. */
    @UriParam(label = "filter")
    private String includeCategories;

    /** Only these; empty for all: exact control types, as Switch. */
    @UriParam(label = "filter")
    private String includeTypes;

    /** Only these; empty for all: patterns of control names: *, ?, [abc], [!abc]. */
    @UriParam(label = "filter")
    private String includeNames;

    /** Only these; empty for all: exact names of states, as jLocked. */
    @UriParam(label = "filter")
    private String includeStates;

    /** Only these; empty for all: UUIDs of controls or states. */
    @UriParam(label = "filter")
    private String includeUuids;

    ControlFilter judged(Bounds bounds) {
        return new ControlFilter(
                new ControlFilter.Lists(
                        FilterText.list(includeRooms),
                        FilterText.list(includeCategories),
                        FilterText.list(includeTypes),
                        globs(bounds, "includeNames", includeNames),
                        FilterText.list(includeStates),
                        uuids(bounds, "includeUuids", includeUuids)),
                new ControlFilter.Lists(
                        FilterText.list(excludeRooms),
                        FilterText.list(excludeCategories),
                        FilterText.list(excludeTypes),
                        globs(bounds, "excludeNames", excludeNames),
                        FilterText.list(excludeStates),
                        uuids(bounds, "excludeUuids", excludeUuids)));
    }

    private static List<Glob> globs(Bounds bounds, String option, String list) {
        return entries(bounds, option, list)
                ? FilterText.list(list).stream().map(Glob::of).toList()
                : List.of();
    }

    private static List<String> uuids(Bounds bounds, String option, String list) {
        entries(bounds, option, list);
        return FilterText.list(list);
    }

    private static boolean entries(Bounds bounds, String option, String list) {
        List<String> faults = FilterText.faults(option.toLowerCase(Locale.ROOT), list);
        faults.forEach(fault -> bounds.fault(option, ": " + fault));
        return faults.isEmpty();
    }

    public String getExcludeRooms() {
        return excludeRooms;
    }

    public void setExcludeRooms(String excludeRooms) {
        this.excludeRooms = excludeRooms;
    }

    public String getExcludeCategories() {
        return excludeCategories;
    }

    public void setExcludeCategories(String excludeCategories) {
        this.excludeCategories = excludeCategories;
    }

    public String getExcludeTypes() {
        return excludeTypes;
    }

    public void setExcludeTypes(String excludeTypes) {
        this.excludeTypes = excludeTypes;
    }

    public String getExcludeNames() {
        return excludeNames;
    }

    public void setExcludeNames(String excludeNames) {
        this.excludeNames = excludeNames;
    }

    public String getExcludeStates() {
        return excludeStates;
    }

    public void setExcludeStates(String excludeStates) {
        this.excludeStates = excludeStates;
    }

    public String getExcludeUuids() {
        return excludeUuids;
    }

    public void setExcludeUuids(String excludeUuids) {
        this.excludeUuids = excludeUuids;
    }

    public String getIncludeRooms() {
        return includeRooms;
    }

    public void setIncludeRooms(String includeRooms) {
        this.includeRooms = includeRooms;
    }

    public String getIncludeCategories() {
        return includeCategories;
    }

    public void setIncludeCategories(String includeCategories) {
        this.includeCategories = includeCategories;
    }

    public String getIncludeTypes() {
        return includeTypes;
    }

    public void setIncludeTypes(String includeTypes) {
        this.includeTypes = includeTypes;
    }

    public String getIncludeNames() {
        return includeNames;
    }

    public void setIncludeNames(String includeNames) {
        this.includeNames = includeNames;
    }

    public String getIncludeStates() {
        return includeStates;
    }

    public void setIncludeStates(String includeStates) {
        this.includeStates = includeStates;
    }

    public String getIncludeUuids() {
        return includeUuids;
    }

    public void setIncludeUuids(String includeUuids) {
        this.includeUuids = includeUuids;
    }
}
