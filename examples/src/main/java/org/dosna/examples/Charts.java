package org.dosna.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dosna.DosnaException;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
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
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("0.###");
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    for (int i = 0; i < names.size(); i++) {
      chart.addSeries(names.get(i), x, lines.get(i));
    }
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new DosnaException("Cannot write the chart '" + file + "': " + Cli.described(e), e);
    }
  }
}
