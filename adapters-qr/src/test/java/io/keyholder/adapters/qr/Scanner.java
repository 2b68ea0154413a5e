package io.keyholder.adapters.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Reads pictures back, as a telephone would. */
final class Scanner {
    private static final int PIXELS = 4;
    private static final int WHITE = 0xffffff;

    private Scanner() {}

    static String readPng(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int width = image.getWidth();
            int height = image.getHeight();
            return read(new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Paints the letters as the terminal would, on a wider ground of its colour. */
    static String readTerminal(String text, TerminalBackground background) {
        List<String> lines = text.lines().toList();
        int side = lines.get(0).length() * PIXELS;
        int height = lines.size() * 2 * PIXELS;
        int ground = background == TerminalBackground.LIGHT ? WHITE : 0;
        int[] pixels = new int[side * height];
        Arrays.fill(pixels, ground);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < side; x++) {
                char letter = lines.get(y / (2 * PIXELS)).charAt(x / PIXELS);
                boolean upper = y / PIXELS % 2 == 0;
                if (letter == '█' || letter == (upper ? '▀' : '▄')) {
                    pixels[y * side + x] = WHITE - ground;
                }
            }
        }
        return read(new RGBLuminanceSource(side, height, pixels));
    }

    private static String read(LuminanceSource picture) {
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(picture)))
                    .getText();
        } catch (ReaderException unreadable) {
            throw new AssertionError("no scanner reads this", unreadable);
        }
    }
}
