package org.dosna.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.dosna.NDArray;

/**
 * Planes beside each other, large enough to be looked at, with a bar that says how long they are
 * and one that says which colour is which value. Without fonts there are no words on it.
 */
final class Figure {
  private static final int MARGIN = 16;
  private static final int TITLE = 24;
  private static final int FOOT = 34;
  private static final int COLOR_BAR = 16;
  private static final int LABELS = 84;
  private static final int LEAST_HEIGHT = 120;

  /**
   * A plane.
   *
   * @param title what it is
   * @param elements 2 axes
   * @param step how many elements of the data lie between two that are shown
   */
  record Panel(String title, NDArray elements, long step) {
    int height() {
      return (int) elements.shape()[0];
    }

    int width() {
      return (int) elements.shape()[1];
    }
  }

  private final List<Panel> panels;
  private final ColorMap colors;
  private final double low;
  private final double high;
  private final int scale;
  private final boolean haveFonts = Charts.haveFonts();

  private Figure(List<Panel> panels, int side, ColorMap colors) {
    this.panels = panels;
    this.colors = colors;
    double[] finite =
        panels.stream()
            .flatMapToDouble(panel -> Arrays.stream(panel.elements.toDoubles()))
            .filter(Double::isFinite)
            .toArray();
    this.low = Arrays.stream(finite).min().orElse(0);
    this.high = Arrays.stream(finite).max().orElse(0);
    int longest = panels.stream().mapToInt(p -> Math.max(p.height(), p.width())).max().orElse(1);
    this.scale = Math.max(1, side / longest);
  }

  /**
   * Draws planes from left to right.
   *
   * @param panels the planes, none with an axis of length 0
   * @param side the pixels of the longest side, if the elements are fewer
   * @param colors which colour stands for which value, from the least of all to the greatest
   */
  static BufferedImage of(List<Panel> panels, int side, ColorMap colors) {
    return new Figure(panels, side, colors).drawn();
  }

  private BufferedImage drawn() {
    int inner =
        Math.max(LEAST_HEIGHT, scale * panels.stream().mapToInt(Panel::height).max().orElse(1));
    int width = MARGIN + LABELS + COLOR_BAR + MARGIN;
    for (Panel panel : panels) {
      width += Math.max(scale * panel.width(), titleWidth(panel)) + MARGIN;
    }
    BufferedImage image =
        new BufferedImage(width, TITLE + inner + FOOT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    try {
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
      canvas.setColor(Color.BLACK);
      canvas.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      int x = MARGIN;
      for (Panel panel : panels) {
        draw(panel, canvas, x);
        x += Math.max(scale * panel.width(), titleWidth(panel)) + MARGIN;
      }
      drawColorBar(canvas, x, inner);
    } finally {
      canvas.dispose();
    }
    return image;
  }

  /** Text of a width that need not be exact. */
  private int titleWidth(Panel panel) {
    return haveFonts ? 7 * panel.title.length() : 0;
  }

  private void draw(Panel panel, Graphics2D canvas, int x) {
    BufferedImage picture = Images.picture(panel.elements, colors, low, high);
    int width = scale * panel.width();
    int height = scale * panel.height();
    canvas.drawImage(picture, x, TITLE, width, height, null);
    write(canvas, panel.title, x, TITLE - 8);
    long length = roundLength(panel.width() * panel.step / 3.0);
    int pixels = (int) Math.round((double) length / panel.step * scale);
    int y = TITLE + height + 8;
    canvas.setStroke(new BasicStroke(2));
    canvas.drawLine(x, y, x + pixels, y);
    canvas.drawLine(x, y - 3, x, y + 3);
    canvas.drawLine(x + pixels, y - 3, x + pixels, y + 3);
    write(canvas, Long.toString(length), x, y + 17);
  }

  /** 1, 2 or 5 with zeros, at most as long. */
  private static long roundLength(double most) {
    long power = (long) Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
    for (long times : new long[] {5, 2}) {
      if (times * power <= most) {
        return times * power;
      }
    }
    return power;
  }

  private void drawColorBar(Graphics2D canvas, int x, int height) {
    for (int row = 0; row < height; row++) {
      canvas.setColor(new Color(colors.color(1 - row / (height - 1.0))));
      canvas.fillRect(x, TITLE + row, COLOR_BAR, 1);
    }
    canvas.setColor(Color.BLACK);
    int ticks = low == high ? 0 : height < 200 ? 2 : 4;
    for (int tick = 0; tick <= ticks; tick++) {
      // Halves, so that the whole range of double does not overflow.
      double value = 2 * (low / 2 + (high / 2 - low / 2) * tick / Math.max(1, ticks));
      int y = TITLE + (int) Math.round((height - 1) * (1 - (double) tick / Math.max(1, ticks)));
      canvas.setStroke(new BasicStroke(1));
      canvas.drawLine(x + COLOR_BAR, y, x + COLOR_BAR + 4, y);
      write(canvas, Charts.number(value), x + COLOR_BAR + 8, y + 4);
    }
  }

  private void write(Graphics2D canvas, String text, int x, int y) {
    if (haveFonts) {
      canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      canvas.drawString(text, x, y);
    }
  }
}
