package org.dosna.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dosna.DosnaException;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts as pictures. */
final class Charts {
  /** What to say where there are no fonts. */
  static final String NO_FONTS =
      "Java finds no fonts; on Debian: apt-get install fontconfig fonts-dejavu-core";

  private Charts() {}

  /** Whether Java has fonts, without which no chart can be drawn; a bare server has none. */
  static boolean haveFonts() {
    FontRenderContext context = new FontRenderContext(null, true, true);
    try {
      new TextLayout("1", new Font(Font.SANS_SERIF, Font.PLAIN, 12), context);
      return true;
    } catch (RuntimeException | InternalError | LinkageError e) {
      // Java has no exception for this: it fails with whatever its font code runs into.
      return false;
    }
  }

  /**
   * Draws lines over one axis; needs fonts.
   *
   * @param file a PNG file, replacing what is there
   * @param title what is shown
   * @param xTitle what the horizontal axis means
   * @param x its values
   * @param yTitle what the vertical axis means; it begins at 0
   * @param names one per line
   * @param lines of each line a value for each of x
   * @throws DosnaException if the file cannot be written
   */
  static void lines(
      Path file,
      String title,
      String xTitle,
      double[] x,
      String yTitle,
      List<String> names,
      List<double[]> lines) {
    XYChart chart = chart(title, xTitle, yTitle);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    for (int i = 0; i < names.size(); i++) {
      chart.addSeries(names.get(i), x, lines.get(i));
    }
    save(chart, file);
  }

  /**
   * Draws one line through all its values; needs fonts.
   *
   * @param file a PNG file, replacing what is there
   * @param title what is shown
   * @param x where the values are
   * @param y the values; at NaN and infinities there is a gap
   * @throws DosnaException if the file cannot be written
   */
  static void line(Path file, String title, double[] x, double[] y) {
    XYChart chart = chart(title, "", "");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMarkerSize(y.length > 50 ? 0 : 5);
    double[] finite = Arrays.stream(y).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    chart.addSeries("values", x, finite);
    save(chart, file);
  }

  /**
   * Draws a histogram; needs fonts.
   *
   * @param file a PNG file, replacing what is there
   * @param title what is shown
   * @param counts how often values occur
   * @throws DosnaException if the file cannot be written
   */
  static void histogram(Path file, String title, Distribution counts) {
    XYChart chart = chart(title, "", "elements");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.StepArea);
    chart.getStyler().setMarkerSize(0);
    int bins = counts.counts().length;
    double[] edges = new double[bins + 1];
    double[] heights = new double[bins + 1];
    for (int bin = 0; bin <= bins; bin++) {
      edges[bin] = counts.low() + bin * counts.width();
      heights[bin] = counts.counts()[Math.min(bin, bins - 1)];
    }
    chart.addSeries("elements", edges, heights);
    save(chart, file);
  }

  /** A number in 4 digits. */
  static String number(double value) {
    double size = Math.abs(value);
    boolean isPlain = value == 0 || (size >= 1e-4 && size < 1e7);
    return isPlain
        ? new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString()
        : new DecimalFormat("0.###E0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  private static XYChart chart(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setxAxisTickLabelsFormattingFunction(Charts::number);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(Charts::number);
    return chart;
  }

  private static void save(XYChart chart, Path file) {
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new DosnaException("Cannot write the chart '" + file + "': " + Cli.described(e), e);
    }
  }
}
