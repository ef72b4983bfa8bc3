package org.dosna.examples.api;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others can use of a module, as javap prints it: the public and protected members of the
 * public classes in exported packages, and of what these classes extend, which they inherit. Order
 * in the sources does not count.
 */
final class PublicApi {
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?<head>\\w.*?(?:class|interface) (?<name>[\\w.$]+).*) \\{$");
  private static final Comparator<String> BY_NAME =
      Comparator.comparing(PublicApi::memberName).thenComparing(Comparator.naturalOrder());
  private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

  private PublicApi() {}

  /** Each class's declaration, with those of its members, both in the order of their names. */
  static Map<String, Set<String>> of(Path classes) throws IOException {
    Map<String, Set<String>> members = new HashMap<>();
    Map<String, String> heads = new TreeMap<>();
    for (String text : javap(classes, exportedClasses(classes)).split("(?m)^}$", -1)) {
      Matcher head = CLASS.matcher(text);
      if (head.find()) {
        heads.put(head.group("name"), head.group("head"));
        members.put(
            head.group("head"),
            text.substring(head.end())
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toCollection(() -> new TreeSet<>(BY_NAME))));
      }
    }
    Set<String> listed = inApi(heads);
    Map<String, Set<String>> api = new LinkedHashMap<>();
    heads.values().stream()
        .filter(listed::contains)
        .forEach(head -> api.put(head, members.get(head)));
    return api;
  }

  private static String memberName(String member) {
    String declared = member.replaceFirst("[(;].*", "");
    return declared.substring(Math.max(declared.lastIndexOf(' '), declared.lastIndexOf('.')) + 1);
  }

  private static List<String> exportedClasses(Path classes) throws IOException {
    ModuleReference module = ModuleFinder.of(classes).findAll().iterator().next();
    List<String> exported =
        module.descriptor().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .toList();
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      return files
          .filter(file -> file.endsWith(".class") && file.contains("/"))
          .filter(file -> !file.endsWith("/package-info.class"))
          .filter(file -> exported.contains(packageOf(file)))
          .toList();
    }
  }

  private static String packageOf(String file) {
    return file.substring(0, file.lastIndexOf('/')).replace('/', '.');
  }

  private static String javap(Path classes, List<String> files) {
    Stream<String> paths = files.stream().map(file -> classes.resolve(file).toString());
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    String[] arguments = Stream.concat(Stream.of("-protected"), paths).toArray(String[]::new);
    if (JAVAP.run(writer, writer, arguments) != 0) {
      throw new IllegalStateException("javap failed: " + out);
    }
    return out.toString().replaceAll("\\bjava\\.[a-z.]+\\.(?=[A-Z])", "");
  }

  /** Public classes of public classes, and the hidden ones that they extend. */
  private static Set<String> inApi(Map<String, String> heads) {
    Set<String> api = new TreeSet<>();
    heads.forEach(
        (name, head) -> {
          if (isPublic(name, heads)) {
            api.add(head);
          }
        });
    while (api.addAll(
        heads.entrySet().stream()
            .filter(entry -> api.stream().anyMatch(head -> extendsClass(head, entry.getKey())))
            .map(Map.Entry::getValue)
            .toList())) {
      // Until nothing more is extended.
    }
    return api;
  }

  private static boolean isPublic(String name, Map<String, String> heads) {
    int outer = name.lastIndexOf('$');
    return heads.getOrDefault(name, "").startsWith("public ")
        && (outer < 0 || isPublic(name.substring(0, outer), heads));
  }

  private static boolean extendsClass(String head, String name) {
    return Pattern.compile("(extends|implements|,) ?" + Pattern.quote(name) + "(?![\\w.$])")
        .matcher(head)
        .find();
  }
}
