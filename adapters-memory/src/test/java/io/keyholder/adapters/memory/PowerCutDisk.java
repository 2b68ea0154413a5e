package io.keyholder.adapters.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A disk that holds for certain only what was forced to it. Of the writes since, a power cut leaves any: none, all, or
 * some of them, in any order. Thread-safe.
 */
final class PowerCutDisk {
    private final Map<String, Contents> files = new ConcurrentHashMap<>();

    /** The file of this name, empty at first. */
    Contents file(String name) {
        return files.computeIfAbsent(name, unseen -> new Contents());
    }

    /** What becomes of the writes that were not forced. */
    enum Unforced {
        LOST,
        PARTLY_LOST
    }

    /** One file: what it holds for certain, and what was done since. */
    static final class Contents {
        private byte[] certain = new byte[0];
        private final List<Step> since = new ArrayList<>();
        private int forces;

        /** Something that was done to a file: bytes written at a position, or, without bytes, cut off there. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Step(long position, byte[] bytes, boolean truncates) {
            byte[] to(byte[] content) {
                int at = Math.toIntExact(position);
                if (truncates) {
                    return Arrays.copyOf(content, Math.min(at, content.length));
                }
                byte[] grown = Arrays.copyOf(content, Math.max(content.length, at + bytes.length));
                System.arraycopy(bytes, 0, grown, at, bytes.length);
                return grown;
            }
        }

        synchronized void written(long position, byte[] bytes, int count) {
            since.add(new Step(position, Arrays.copyOf(bytes, count), false));
        }

        synchronized void truncated(long size) {
            since.add(new Step(size, new byte[0], true));
        }

        /** How often it was forced to the disk. */
        synchronized int forces() {
            return forces;
        }

        synchronized void forced() {
            forces++;
            since.forEach(step -> certain = step.to(certain));
            since.clear();
        }

        /** What is left when the power goes now. */
        synchronized byte[] afterPowerCut(Unforced unforced, Random random) {
            byte[] left = certain;
            if (unforced == Unforced.PARTLY_LOST) {
                for (Step step : since) {
                    left = random.nextBoolean() ? step.to(left) : left;
                }
            }
            return left.clone();
        }
    }
}
