package io.keyholder.benchmarks.compare;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Curves over the number of users as SVG, both scales logarithmic. Stateless. */
final class GrowthPicture {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 520;
    private static final int LEFT = 70;
    private static final int TOP = 20;
    private static final int PLOT_WIDTH = 560;
    private static final int PLOT_HEIGHT = 440;
    private static final int LEGEND = LEFT + PLOT_WIDTH + 20;
    private static final int LINE_HEIGHT = 20;
    private static final String[] COLOURS = {"#0b6e4f", "#c84630", "#2f5d9b", "#8a5a00", "#6b3fa0"};

    private final double leastUsers;
    private final double mostUsers;
    private final double leastMicros;
    private final double mostMicros;

    private GrowthPicture(Map<String, Map<Integer, Double>> curves) {
        leastUsers = curves.values().stream()
                .flatMap(curve -> curve.keySet().stream())
                .mapToDouble(Math::log10)
                .min()
                .orElseThrow();
        mostUsers = curves.values().stream()
                .flatMap(curve -> curve.keySet().stream())
                .mapToDouble(Math::log10)
                .max()
                .orElseThrow();
        leastMicros = Math.floor(curves.values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Math::log10)
                .min()
                .orElseThrow());
        mostMicros = Math.ceil(curves.values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Math::log10)
                .max()
                .orElseThrow());
    }

    /** The picture of named curves: microseconds by the number of users. Those of maps are dashed. */
    static String of(Map<String, Map<Integer, Double>> curves) {
        return new GrowthPicture(curves).draw(curves);
    }

    private String draw(Map<String, Map<Integer, Double>> curves) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                        + "font-size=\"13\">\n<title>Microseconds of a call by the number of users</title>\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                WIDTH,
                HEIGHT));
        for (double power = leastMicros; power <= mostMicros; power++) {
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n", LEFT, y(power), LEFT + PLOT_WIDTH));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s µs</text>\n",
                    LEFT - 6,
                    y(power) + 4,
                    number(power)));
        }
        for (double power = leastUsers; power <= mostUsers; power++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    x(power),
                    TOP + PLOT_HEIGHT + LINE_HEIGHT,
                    number(power)));
        }
        int curve = 0;
        for (Map.Entry<String, Map<Integer, Double>> named : curves.entrySet()) {
            append(svg, named, curve);
            curve++;
        }
        return svg.append("</svg>\n").toString();
    }

    private void append(StringBuilder svg, Map.Entry<String, Map<Integer, Double>> named, int curve) {
        String points = named.getValue().entrySet().stream()
                .map(point -> String.format(
                        Locale.ROOT, "%.1f,%.1f", x(Math.log10(point.getKey())), y(Math.log10(point.getValue()))))
                .collect(Collectors.joining(" "));
        String style = String.format(
                Locale.ROOT,
                "fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s",
                COLOURS[curve % COLOURS.length],
                named.getKey().endsWith("-memory") ? " stroke-dasharray=\"6 4\"" : "");
        int middle = TOP + LINE_HEIGHT * curve;
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" %s/>\n<path d=\"M%d %dh28\" %s/><text x=\"%d\" y=\"%d\">%s</text>\n",
                points,
                style,
                LEGEND,
                middle,
                style,
                LEGEND + 36,
                middle + 4,
                named.getKey()));
    }

    private double x(double power) {
        return LEFT + (mostUsers == leastUsers ? 0 : (power - leastUsers) / (mostUsers - leastUsers) * PLOT_WIDTH);
    }

    private double y(double power) {
        return TOP + (mostMicros - power) / Math.max(1, mostMicros - leastMicros) * PLOT_HEIGHT;
    }

    private static String number(double power) {
        return power < 0
                ? String.format(Locale.ROOT, "%.1f", Math.pow(10, power))
                : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power));
    }
}
