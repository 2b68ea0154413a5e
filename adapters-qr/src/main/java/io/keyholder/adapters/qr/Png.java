package io.keyholder.adapters.qr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Portable Network Graphics (ISO/IEC 15948) of one bit a pixel, without the desktop classes that read them. Stateless.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ONE_BIT_GREYSCALE = {1, 0, 0, 0, 0};
    private static final int CHUNK_OVERHEAD_BYTES = 12;

    private Png() {}

    static byte[] of(Modules modules, int pixelsPerModule) {
        int side = modules.size() * pixelsPerModule;
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(side)
                        .putInt(side)
                        .put(ONE_BIT_GREYSCALE)
                        .array()));
        png.writeBytes(chunk("IDAT", deflated(rows(modules, pixelsPerModule))));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** Each row of pixels, eight to a byte, light ones set, after the byte that marks it as not filtered. */
    private static byte[] rows(Modules modules, int pixelsPerModule) {
        int side = modules.size() * pixelsPerModule;
        int rowBytes = 1 + (side + 7) / 8;
        byte[] rows = new byte[side * rowBytes];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (!modules.isDark(x / pixelsPerModule, y / pixelsPerModule)) {
                    rows[y * rowBytes + 1 + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8_192];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        return ByteBuffer.allocate(CHUNK_OVERHEAD_BYTES + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }
}
