package org.dosna.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dosna.DosnaException;

/**
 * Calls every public method and constructor of public classes with bad arguments, one after the
 * other. Null has to be refused with a {@link DosnaException} that names the argument; an array of
 * objects with null in it, too. Whatever else is passed, no other exception may come. Not called
 * are {@code equals}, the methods of enums, and exceptions: whoever throws one must not fail at it.
 */
public final class ArgumentSweep {
  private final Map<Class<?>, Object> samples;
  private final Map<Class<?>, List<?>> oddities;
  private final List<String> faults = new ArrayList<>();

  /**
   * A sweep.
   *
   * @param samples a value of each type that parameters have, and an object of each class that has
   *     methods with parameters
   * @param oddities values of some types that few methods can do anything with
   */
  public ArgumentSweep(Map<Class<?>, Object> samples, Map<Class<?>, List<?>> oddities) {
    this.samples = samples;
    this.oddities = oddities;
  }

  /**
   * The public classes of a package.
   *
   * @param neighbour a class of the same package, from the code under test
   * @return classes, nested ones included
   */
  public static List<Class<?>> publicClasses(Class<?> neighbour) {
    try {
      Path root = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = root.resolve(neighbour.getPackageName().replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        List<Class<?>> found = new ArrayList<>();
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".class") && !name.equals("package-info.class")) {
            String simple = name.substring(0, name.length() - ".class".length());
            Class<?> candidate = Class.forName(neighbour.getPackageName() + "." + simple);
            if (isPublic(candidate)) {
              found.add(candidate);
            }
          }
        }
        return found;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> candidate) {
    Class<?> outer = candidate.getDeclaringClass();
    return Modifier.isPublic(candidate.getModifiers()) && (outer == null || isPublic(outer));
  }

  /**
   * Sweeps through classes.
   *
   * @param classes the classes
   * @param ofUsers interfaces that users implement: only their static methods are called
   * @return what is not as it has to be, one line each
   */
  public List<String> faults(List<Class<?>> classes, Set<Class<?>> ofUsers) {
    for (Class<?> type : classes) {
      if (Throwable.class.isAssignableFrom(type) || type.isEnum()) {
        continue;
      }
      if (!Modifier.isAbstract(type.getModifiers())) {
        Stream.of(type.getConstructors()).forEach(this::sweep);
      }
      boolean hasReceiver = samples.containsKey(type);
      boolean isBase = Modifier.isAbstract(type.getModifiers());
      for (Method method : type.getMethods()) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        if (isSwept(method) && (isStatic || !ofUsers.contains(type))) {
          if (isStatic || hasReceiver) {
            sweep(method, samples.get(type));
          } else if (!isBase && hasReferences(method)) {
            faults.add("no sample of " + type.getName());
          }
        }
      }
    }
    return new ArrayList<>(new LinkedHashSet<>(faults));
  }

  private static boolean isSwept(Method method) {
    return method.getDeclaringClass().getName().startsWith("org.dosna.")
        && !method.isSynthetic()
        && !method.getName().equals("equals");
  }

  private static boolean hasReferences(Executable executable) {
    return Stream.of(executable.getParameterTypes()).anyMatch(type -> !type.isPrimitive());
  }

  private void sweep(Constructor<?> constructor) {
    sweep(constructor, constructor::newInstance);
  }

  private void sweep(Method method, Object receiver) {
    method.setAccessible(true);
    sweep(method, arguments -> method.invoke(receiver, arguments));
  }

  private interface Call {
    Object with(Object[] arguments) throws ReflectiveOperationException;
  }

  private void sweep(Executable executable, Call call) {
    Parameter[] parameters = executable.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      Class<?> type = parameters[i].getType();
      for (Object odd : oddities.getOrDefault(type, List.of())) {
        attemptOdd(executable, call, i, odd);
      }
      if (!type.isPrimitive()) {
        attempt(executable, call, i, null);
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
          attempt(executable, call, i, Array.newInstance(type.getComponentType(), 1));
        }
      }
    }
  }

  private void attempt(Executable executable, Call call, int index, Object bad) {
    String name = executable.getParameters()[index].getName();
    String what = name + (bad == null ? "" : " with null in it");
    Throwable thrown = thrown(executable, call, index, bad);
    if (!(thrown instanceof DosnaException) || !thrown.getMessage().contains("'" + name + "'")) {
      faults.add(described(executable) + what + ": " + (thrown == null ? "accepted" : thrown));
    }
  }

  private void attemptOdd(Executable executable, Call call, int index, Object odd) {
    Throwable thrown = thrown(executable, call, index, odd);
    if (thrown != null && !(thrown instanceof DosnaException)) {
      String text = Arrays.deepToString(new Object[] {odd});
      String name = executable.getParameters()[index].getName();
      faults.add(described(executable) + name + " = " + text + ": " + thrown);
    }
  }

  private static String described(Executable executable) {
    return executable.getDeclaringClass().getName()
        + "."
        + executable.getName()
        + " "
        + Stream.of(executable.getParameters()).map(Parameter::getName).toList()
        + " ";
  }

  /** What a call throws; null if it succeeds. */
  private Throwable thrown(Executable executable, Call call, int index, Object bad) {
    Parameter[] parameters = executable.getParameters();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == index ? bad : sample(parameters[i].getType());
    }
    try {
      call.with(arguments);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(described(executable), e);
    }
  }

  private Object sample(Class<?> type) {
    if (type == boolean.class) {
      return true;
    }
    if (type == char.class) {
      return '/';
    }
    if (type == double.class) {
      return 1.0;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == int.class) {
      return 1;
    }
    if (!samples.containsKey(type)) {
      throw new IllegalStateException("no sample of " + type.getName());
    }
    return samples.get(type);
  }
}
