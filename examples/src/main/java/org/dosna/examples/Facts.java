package org.dosna.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dosna.Attributes;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/** What is said of datasets and groups, by name, as text and as JSON. */
public final class Facts {
  private Facts() {}

  /**
   * Adds what a dataset is made of.
   *
   * @param facts where to
   * @param spec what it is made of
   */
  public static void addSpec(Map<String, Object> facts, DatasetSpec spec) {
    facts.put("dtype", spec.dtype().toString());
    facts.put("shape", spec.shape());
    facts.put("chunks", spec.chunkSize());
    facts.put("codecs", spec.codecs().toString());
  }

  /**
   * All attributes of something.
   *
   * @param attributes a view of them
   * @return by name; one that has no value in Java is described
   */
  public static Map<String, Object> attributes(Attributes attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : attributes.list()) {
      try {
        values.put(name, attributes.get(name));
      } catch (DosnaException e) {
        values.put(name, String.valueOf(e.getMessage()));
      }
    }
    return values;
  }
}
