package io.keyholder.benchmarks.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import org.junit.jupiter.api.Test;

/** That each benchmark does what its name says, once. */
class CouchDbBenchmarkTest {
    @Test
    void doWhatTheyMeasure() {
        CouchDbBenchmark benchmark = new CouchDbBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.read()).isPresent();
            assertThat(benchmark.readRaw()).contains("\"login\"");
            assertThat(benchmark.lookUp()).isInstanceOf(IdentifierLookup.Found.class);
            assertThat(benchmark.lookUpRaw()).contains("\"reservation\"", "\"login\"");
            assertThat(benchmark.create()).isInstanceOf(CreateOutcome.Created.class);
            assertThat(benchmark.createRaw()).contains("\"ok\":true");
            assertThat(benchmark.bulk()).hasSize(1_000).allMatch(CreateOutcome.Created.class::isInstance);
            assertThat(benchmark.bulkRaw()).contains("\"rev\"").doesNotContain("error");
        } finally {
            benchmark.close();
        }
    }
}
