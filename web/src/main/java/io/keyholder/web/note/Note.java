package io.keyholder.web.note;

import io.keyholder.web.view.Moments;
import java.time.Instant;

/**
 * A note as it is stored: what it holds is sealed.
 *
 * @param id chosen by the browser that sealed it, which bound the content to it
 * @param patient whose note
 * @param author the name of the person who wrote it
 * @param written when
 * @param sealed the sealed content in Base64
 */
public record Note(String id, String patient, String author, Instant written, String sealed) {
    /** When it was written, for people. */
    public String moment() {
        return Moments.dateAndTime(written);
    }
}
