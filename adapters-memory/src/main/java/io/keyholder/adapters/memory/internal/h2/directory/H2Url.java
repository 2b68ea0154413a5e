package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Connector;
import java.security.SecureRandom;
import java.util.Properties;
import org.h2.Driver;

/**
 * Connections to a database file of our own, with settings of our own: no other module contributes to the URL
 * (SECURITY-CASES 19). No server, no console, no trace file, no shutdown hook.
 *
 * <p>The file is reached through H2's {@code async} file system: with any other, interrupting a thread that reads or
 * writes closes the file for everyone. Above it lies {@link InThreadFilePath}, so that reading and writing wait for no
 * other thread, and {@link OwnerOnlyFilePath}, so that no file of H2 is ever readable by others.
 *
 * @param fileSystem the H2 file system or wrappers of one, each with a colon behind it
 */
public record H2Url(String fileSystem) {
    /** What hosts get. */
    public static final H2Url DEFAULT = new H2Url(InThreadFilePath.PREFIX + "async:");

    private static final String USER = "KEYHOLDER";
    private static final int KIBIBYTES_PER_MEBIBYTE = 1024;
    /**
     * No result is moved to a file: H2 makes those in the directory for temporary files of the machine, and a killed
     * process leaves them there.
     */
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE"
            + ";AUTO_SERVER=FALSE"
            + ";FILE_LOCK=FS"
            + ";TRACE_LEVEL_FILE=0"
            + ";TRACE_LEVEL_SYSTEM_OUT=0"
            + ";ANALYZE_AUTO=0"
            + ";MAX_MEMORY_ROWS=" + Integer.MAX_VALUE;

    /** Connections to a database that does not exist yet. */
    H2Connector creating(DatabaseFiles directory, int cacheMebibytes) {
        return connector(directory, cache(cacheMebibytes));
    }

    /** Connections to a database that exists. */
    H2Connector opening(DatabaseFiles directory, int cacheMebibytes) {
        return connector(directory, cache(cacheMebibytes) + ";IFEXISTS=TRUE");
    }

    /** Connections that change nothing, not even what H2 repairs by itself. */
    H2Connector inspecting(DatabaseFiles directory) {
        return connector(directory, ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
    }

    static {
        OwnerOnlyFilePath.register();
        InThreadFilePath.register();
    }

    private H2Connector connector(DatabaseFiles directory, String furtherSettings) {
        String url = "jdbc:h2:" + OwnerOnlyFilePath.PREFIX + newOpening() + OwnerOnlyFilePath.SEPARATOR + fileSystem
                + directory.databaseName() + SETTINGS + furtherSettings;
        return () -> new Driver().connect(url, login());
    }

    private static String newOpening() {
        return Long.toHexString(new SecureRandom().nextLong());
    }

    private static Properties login() {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", "");
        return login;
    }

    private static String cache(int mebibytes) {
        return ";CACHE_SIZE=" + mebibytes * KIBIBYTES_PER_MEBIBYTE;
    }
}
