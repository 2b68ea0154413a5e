package io.keyholder.springboot;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A setting with which no Keyholder can be opened. It stops the start, and names the property and what to change. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String property;
    /** A list that {@link List#copyOf} made, which can be serialised. */
    @SuppressWarnings("serial")
    private final List<String> actions;

    /**
     * @param problem what is wrong with it, as the end of a sentence that begins with the property
     * @param actions what helps: any one of these
     */
    public InvalidSettingException(String property, String problem, @Nullable Throwable cause, String... actions) {
        super("The property " + property + " " + problem + ".", cause);
        this.property = property;
        this.actions = List.copyOf(Arrays.asList(actions));
    }

    /** The property to change. */
    public String property() {
        return property;
    }

    /** What helps: any one of these. */
    public List<String> actions() {
        return actions;
    }
}
