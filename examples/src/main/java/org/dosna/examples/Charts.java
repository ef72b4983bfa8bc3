package org.dosna.examples;

import java.awt.Color;
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
  private Charts() {}

  /**
   * Draws lines over one axis.
   *
   * @param file a PNG file, replacing what is there
   * @param title what is shown
   * @param xTitle what the horizontal axis means
   * @param x its values
   * @param yTitle what the vertical axis means; it begins at 0
   * @param names one per line
   * @param lines of each line a value for each of x
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
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    for (int i = 0; i < names.size(); i++) {
      chart.addSeries(names.get(i), x, lines.get(i));
    }
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException | RuntimeException | InternalError e) {
      // Without fonts Java fails with whatever its font code runs into.
      throw new DosnaException(
          "Cannot draw '"
              + file
              + "': "
              + e
              + ". Has Java fonts? On Debian: apt-get install"
              + " fontconfig fonts-dejavu-core",
          e);
    }
  }
}
