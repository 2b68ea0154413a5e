package io.keyholder.web.note;

import io.keyholder.domain.identity.DataOwnerId;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sealed notes of the practice. */
@Repository
public class Notes {
    private final JdbcClient database;

    Notes(JdbcClient database) {
        this.database = database;
    }

    void add(Note note) {
        database.sql("insert into note (id, patient, author, written, sealed) values (?, ?, ?, ?, ?)")
                .params(
                        note.id(),
                        note.patient(),
                        note.author(),
                        note.written().atOffset(ZoneOffset.UTC),
                        note.sealed())
                .update();
    }

    /** The notes about a patient, the newest first. */
    public List<Note> about(DataOwnerId patient) {
        return database.sql(
                        "select id, patient, author, written, sealed from note where patient = ? order by written desc")
                .param(patient.value())
                .query((row, number) -> new Note(
                        row.getString("id"),
                        row.getString("patient"),
                        row.getString("author"),
                        row.getObject("written", java.time.OffsetDateTime.class).toInstant(),
                        row.getString("sealed")))
                .list();
    }
}
