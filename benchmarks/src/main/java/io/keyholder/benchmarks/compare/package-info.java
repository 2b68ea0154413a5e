/** What this library costs beside a peer that does the same, measured in turns in one process. */
@NullMarked
package io.keyholder.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
