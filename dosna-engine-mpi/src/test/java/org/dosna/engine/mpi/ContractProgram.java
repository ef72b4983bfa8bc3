package org.dosna.engine.mpi;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.dosna.Dosna;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A rank that runs a class of tests; the other ranks run the same in the same order. Arguments: the
 * class, and a place for stores: a folder, or a configuration of Ceph. Prints {@code rank 0 of 3:
 * 300 tests, 0 failed}.
 */
final class ContractProgram {
  /** The system property of the place for stores. */
  static final String PLACE = "dosna.mpi.place";

  private ContractProgram() {}

  public static void main(String[] arguments) throws ClassNotFoundException {
    System.setProperty(PLACE, arguments[1]);
    Dosna.use("hdf5", "mpi");
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Class.forName(arguments[0])))
            // A test with a timeout would run in a thread of its own, and so not in step.
            .configurationParameter("junit.jupiter.execution.timeout.mode", "disabled")
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    long failed = summary.getTotalFailureCount();
    StringWriter report = new StringWriter();
    report.append(
        "%s: %d tests, %d failed%n"
            .formatted(Job.join(MpiLibrary.AUTO).world(), summary.getTestsFoundCount(), failed));
    if (failed > 0) {
      summary.printFailuresTo(new PrintWriter(report, true), 12);
    }
    System.out.print(report);
    System.out.flush();
    if (failed > 0) {
      System.exit(1);
    }
  }
}
