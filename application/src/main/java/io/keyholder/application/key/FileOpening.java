package io.keyholder.application.key;

/** What became of sealed data that was opened to a file. In every case but {@link #OPENED} nothing was written. */
public enum FileOpening {
    /** The file holds the content, whole and unchanged. */
    OPENED,
    /** There is such a file already, which was left alone. */
    EXISTS,
    /** As {@link OpenResult.Unopenable} describes. */
    UNOPENABLE
}
