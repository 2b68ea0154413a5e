package io.keyholder.adapters.memory.internal.h2.jdbc;

import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreLockedException;
import io.keyholder.ports.persistence.StoreMissingException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * Turns what H2 throws into the errors of the port. H2's messages quote statements and values, so they go no further:
 * the cause is a copy that has the code, the stack and, of the errors below, only those about files.
 */
public final class H2Errors {
    private static final Set<Integer> DAMAGED_STORE = Set.of(
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_SERIALIZATION,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_BLOCK_NOT_FOUND,
            DataUtils.ERROR_TRANSACTION_CORRUPT,
            DataUtils.ERROR_UNKNOWN_DATA_TYPE);
    private static final Set<Integer> NO_TABLE = Set.of(
            ErrorCode.SCHEMA_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1);
    private static final Set<Integer> ALREADY_THERE = Set.of(
            ErrorCode.SCHEMA_ALREADY_EXISTS_1,
            ErrorCode.TABLE_OR_VIEW_ALREADY_EXISTS_1,
            ErrorCode.INDEX_ALREADY_EXISTS_1,
            ErrorCode.DUPLICATE_KEY_1,
            ErrorCode.CONCURRENT_UPDATE_1);

    private H2Errors() {}

    /**
     * The error of the port for work on an open database.
     *
     * @param failed what could not be done, as the beginning of a sentence
     */
    public static StoreException translate(String failed, SQLException error) {
        return switch (kindOf(error)) {
            case MISSING -> new StoreMissingException(failed + ": there is no database", safe(error));
            case LOCKED -> new StoreLockedException(failed + ": another process has the database open", safe(error));
            case CORRUPT ->
                new StoreCorruptException(failed + ": the database is damaged; restore a backup", safe(error));
            case LATER_VERSION ->
                new StoreVersionException(failed + ": a later version wrote the database", safe(error));
            case UNAVAILABLE ->
                new StoreUnavailableException(failed + ": the database is closed or too busy", safe(error));
            case FORBIDDEN ->
                new StoreException(
                        failed + ": the database user lacks the right; it must be an administrator", safe(error));
            case OTHER -> new StoreException(failed + ": H2 error " + error.getErrorCode(), safe(error));
        };
    }

    /** The same while a database file is being opened: what H2 stumbles over then is damage. */
    public static StoreException translateOpening(String failed, SQLException error) {
        return kindOf(error) == Kind.OTHER && stumbled(error)
                ? new StoreCorruptException(failed + ": the database is damaged; restore a backup", safe(error))
                : translate(failed, error);
    }

    /** Initializes what translating errors needs: a class that fails to initialize in a full heap is lost for good. */
    public static void prepare() {
        SQLException example = DbException.get(ErrorCode.DATABASE_IS_CLOSED).getSQLException();
        StoreException translated = translate("", example);
        if (!(translated instanceof StoreUnavailableException) || !leavesDoubt(example)) {
            throw new IllegalStateException("H2 names a closed database differently", example);
        }
    }

    /** Throws the error of the virtual machine that H2 met and wrapped, if there was one. */
    public static void throwVirtualMachineError(SQLException error) {
        causes(error)
                .filter(VirtualMachineError.class::isInstance)
                .map(VirtualMachineError.class::cast)
                .findFirst()
                .ifPresent(met -> {
                    throw met;
                });
    }

    /**
     * Whether what H2 holds in memory is not to be trusted after this error: it met a full heap, or has died. Needs no
     * memory itself.
     */
    public static boolean leavesDoubt(Throwable error) {
        boolean doubt = error instanceof SQLException reported && hasDied(reported.getErrorCode());
        for (Throwable cause = error; cause != null && !doubt; cause = cause.getCause()) {
            doubt = cause instanceof VirtualMachineError || isInternal(cause);
        }
        return doubt;
    }

    /** Whether the statement failed because the tables were never made. */
    public static boolean saysNoTable(SQLException error) {
        return NO_TABLE.contains(error.getErrorCode());
    }

    /** Whether the statement failed because another session made the same thing at the same time. */
    public static boolean saysAlreadyThere(SQLException error) {
        return ALREADY_THERE.contains(error.getErrorCode());
    }

    private static Kind kindOf(SQLException error) {
        return causes(error)
                .filter(MVStoreException.class::isInstance)
                .map(MVStoreException.class::cast)
                .map(H2Errors::kindOf)
                .filter(kind -> kind != Kind.OTHER)
                .findFirst()
                .orElseGet(() -> kindOfCode(error));
    }

    private static Kind kindOf(MVStoreException error) {
        return switch (error.getErrorCode()) {
            case DataUtils.ERROR_CLOSED -> Kind.UNAVAILABLE;
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> Kind.LATER_VERSION;
            case DataUtils.ERROR_FILE_LOCKED -> Kind.LOCKED;
            default -> DAMAGED_STORE.contains(error.getErrorCode()) ? Kind.CORRUPT : Kind.OTHER;
        };
    }

    private static Kind kindOfCode(SQLException error) {
        return switch (error.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Kind.LOCKED;
            case ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.FILE_ENCRYPTION_ERROR_1,
                    ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX -> Kind.CORRUPT;
            case ErrorCode.FILE_VERSION_ERROR_1 -> Kind.LATER_VERSION;
            case ErrorCode.DATABASE_NOT_FOUND_1,
                    ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1,
                    ErrorCode.REMOTE_DATABASE_NOT_FOUND_1 -> Kind.MISSING;
            case ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.OBJECT_CLOSED,
                    ErrorCode.OUT_OF_MEMORY,
                    ErrorCode.LOCK_TIMEOUT_1,
                    ErrorCode.DEADLOCK_1,
                    ErrorCode.CONCURRENT_UPDATE_1,
                    ErrorCode.STATEMENT_WAS_CANCELED,
                    ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE -> Kind.UNAVAILABLE;
            case ErrorCode.ADMIN_RIGHTS_REQUIRED, ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1 -> Kind.FORBIDDEN;
            default -> causes(error).anyMatch(EOFException.class::isInstance) ? Kind.CORRUPT : Kind.OTHER;
        };
    }

    private static boolean hasDied(int code) {
        return switch (code) {
            case ErrorCode.OUT_OF_MEMORY,
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.OBJECT_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN -> true;
            default -> false;
        };
    }

    private static boolean isInternal(Throwable cause) {
        return cause instanceof MVStoreException store
                && (store.getErrorCode() == DataUtils.ERROR_CLOSED || store.getErrorCode() == DataUtils.ERROR_INTERNAL);
    }

    private static boolean stumbled(SQLException error) {
        return causes(error)
                .anyMatch(cause -> cause instanceof RuntimeException && !(cause instanceof MVStoreException));
    }

    private static SQLException safe(SQLException error) {
        SQLException copy =
                new SQLException("H2 error " + error.getErrorCode(), error.getSQLState(), error.getErrorCode());
        copy.setStackTrace(error.getStackTrace());
        causes(error).filter(H2Errors::namesFilesOnly).findFirst().ifPresent(copy::initCause);
        return copy;
    }

    private static boolean namesFilesOnly(Throwable cause) {
        return cause instanceof IOException;
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause);
    }

    private enum Kind {
        MISSING,
        LOCKED,
        CORRUPT,
        LATER_VERSION,
        UNAVAILABLE,
        FORBIDDEN,
        OTHER
    }
}
