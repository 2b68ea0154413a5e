package io.keyholder.domain.document;

import io.keyholder.domain.internal.Check;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a stored JSON object said beyond what the model understands, kept so that writing it back loses nothing.
 *
 * <p>The model never looks inside. A reader of documents puts here (a) members it does not know, (b) members it knows
 * whose spelling it would not reproduce, such as {@code 1640000000123.450}, {@code null} for an empty list or an enum
 * value of a later version, and (c) the names of members that were absent although this version writes them. A writer
 * uses a kept spelling only while it still means the current value. Immutable; equality compares the JSON text. Shows
 * no content in {@code toString}, because a legacy document may hold secrets in members of any name.
 */
public final class PreservedJson {
    /** Nothing unknown, nothing spelled in an unusual way. */
    public static final PreservedJson NONE = new PreservedJson(Map.of(), Set.of());

    private final Map<String, String> jsonByName;
    private final Set<String> absentNames;

    private PreservedJson(Map<String, String> jsonByName, Set<String> absentNames) {
        this.jsonByName = Check.map(jsonByName);
        this.absentNames = Check.set(absentNames);
    }

    /**
     * @param jsonByName the JSON text of each kept member
     * @param absentNames members that this version writes and the stored object did not have
     */
    public static PreservedJson of(Map<String, String> jsonByName, Set<String> absentNames) {
        return jsonByName.isEmpty() && absentNames.isEmpty() ? NONE : new PreservedJson(jsonByName, absentNames);
    }

    /** The JSON text of each kept member, in the stored order; unmodifiable. */
    public Map<String, String> jsonByName() {
        return jsonByName;
    }

    /** The members that were absent; unmodifiable. */
    public Set<String> absentNames() {
        return absentNames;
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return jsonByName.isEmpty() && absentNames.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PreservedJson that
                && jsonByName.equals(that.jsonByName)
                && absentNames.equals(that.absentNames);
    }

    @Override
    public int hashCode() {
        return Objects.hash(jsonByName, absentNames);
    }

    @Override
    public String toString() {
        return "UnknownMembers" + jsonByName.keySet();
    }
}
