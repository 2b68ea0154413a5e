package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.lossless.EnumForm;
import io.keyholder.domain.user.UserStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code status} of a user (FORMATS section 1), and the switches by which documents of other systems turn a user
 * off. A user that is off by any of them is {@link UserStatus#DISABLED}. A switch whose value is no truth value turns
 * the user off; {@code null} is no value.
 */
public final class StatusMembers {
    public static final EnumForm<UserStatus> STATUS = EnumForm.of(UserStatus.class);

    /** Off when false. */
    private static final List<String> ON_SWITCHES = List.of("enabled", "isEnabled", "active", "isActive");

    /** Off when true. */
    private static final List<String> OFF_SWITCHES = List.of(
            "disabled",
            "isDisabled",
            "inactive",
            "isInactive",
            "deactivated",
            "isDeactivated",
            "suspended",
            "isSuspended",
            "blocked",
            "isBlocked",
            "banned",
            "isBanned",
            "locked",
            "isLocked",
            "archived",
            "isArchived",
            "isDeleted");

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "n", "");

    private StatusMembers() {}

    /** Every name, of which the first one is written. */
    public static String[] names() {
        List<String> names = new ArrayList<>(List.of("status"));
        names.addAll(ON_SWITCHES);
        names.addAll(OFF_SWITCHES);
        return names.toArray(String[]::new);
    }

    public static Optional<UserStatus> read(JsonObject source) {
        return source.get("status").flatMap(STATUS::read).map(status -> isOff(source) ? UserStatus.DISABLED : status);
    }

    private static boolean isOff(JsonObject source) {
        return anyIsPresentAndNot(source, ON_SWITCHES, TRUE) || anyIsPresentAndNot(source, OFF_SWITCHES, FALSE);
    }

    private static boolean anyIsPresentAndNot(JsonObject source, List<String> names, Set<String> words) {
        for (String name : names) {
            if (isPresentAndNot(source, name, words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPresentAndNot(JsonObject source, String name, Set<String> words) {
        return source.value(name).filter(json -> !words.contains(word(json))).isPresent();
    }

    private static String word(Json json) {
        return json instanceof JsonString text ? text.value().toLowerCase(Locale.ROOT) : JsonWriter.of(json);
    }
}
