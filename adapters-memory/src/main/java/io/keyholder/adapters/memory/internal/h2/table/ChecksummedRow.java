package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.domain.identity.Revision;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of documents of our own. The checksum is over id, revision and document: H2 checks the frames of
 * its pages, not what is in them. Holds the arrays it was given; never leaves this package.
 */
final class ChecksummedRow implements DocumentRow {
    private final String id;
    private final String revision;
    private final int checksum;
    private final byte[] document;

    private ChecksummedRow(String id, String revision, int checksum, byte[] document) {
        this.id = id;
        this.revision = revision;
        this.checksum = checksum;
        this.document = document;
    }

    /** The row of a document that was not stored before, or not like this. */
    static ChecksummedRow of(String id, Revision revision, byte[] document) {
        return new ChecksummedRow(id, revision.value(), checksum(id, revision.value(), document), document);
    }

    /** The row of which these columns are id, revision, checksum and document. */
    static ChecksummedRow read(ResultSet row) throws SQLException {
        return new ChecksummedRow(row.getString(1), row.getString(2), row.getInt(3), row.getBytes(4));
    }

    @Override
    public String idText() {
        return id;
    }

    Revision revision() {
        return new Revision(revision);
    }

    @Override
    public String revisionText() {
        return revision;
    }

    @Override
    public int checksum() {
        return checksum;
    }

    @Override
    public byte[] document() {
        return document;
    }

    /**
     * What the document holds.
     *
     * @param what the row is called in errors
     * @throws StoreCorruptException naming the id when the row is not what was written
     * @throws StoreVersionException when a later version of this library wrote it
     */
    <T> T content(String what, Function<byte[], T> reading) {
        if (!isIntact()) {
            throw damaged(what, null);
        }
        try {
            return reading.apply(document);
        } catch (DocumentException unreadable) {
            throw damaged(what, unreadable);
        } catch (DocumentVersionException later) {
            throw new StoreVersionException(
                    "the " + what + " " + id + " is of a later version; update the library", later);
        }
    }

    @Override
    public boolean isIntact() {
        return checksum == checksum(id, revision, document);
    }

    /** The error when the row is not what was written. */
    StoreCorruptException damaged(String what, @Nullable DocumentException cause) {
        return new StoreCorruptException("the " + what + " " + id + " is damaged", cause);
    }

    private static int checksum(String id, String revision, byte[] document) {
        CRC32C checksum = new CRC32C();
        checksum.update(id.getBytes(UTF_8));
        checksum.update(revision.getBytes(UTF_8));
        checksum.update(document);
        return (int) checksum.getValue();
    }
}
