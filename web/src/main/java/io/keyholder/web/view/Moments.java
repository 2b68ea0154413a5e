package io.keyholder.web.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How moments are shown to people: in the time zone of the practice. Stateless. */
public final class Moments {
    private static final DateTimeFormatter DATE_AND_TIME = formatter("d MMM yyyy, HH:mm");
    private static final DateTimeFormatter TIME = formatter("HH:mm:ss");

    private Moments() {}

    /** The day and the minute. */
    public static String dateAndTime(Instant moment) {
        return DATE_AND_TIME.format(moment);
    }

    /** The time of the day, to the second. */
    public static String time(Instant moment) {
        return TIME.format(moment);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneId.systemDefault());
    }
}
