package org.dosna.examples.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.explorer.Access;
import org.dosna.examples.explorer.Explorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna serve}. */
@Command(
    name = "serve",
    description =
        "Shows it in the browser, and gives it to viewers as Zarr, until it is interrupted; changes"
            + " nothing.",
    footer = {
      "%nWithout --listen only this machine is answered. With it, the address that is printed"
          + " begins",
      "with a token: whoever has it may read. The data are below zarr/ as Zarr v3, for instance",
      "http://localhost:8080/zarr/pool/scan",
      "%nExamples:",
      "  dosna serve hdf5:/data",
      "  dosna serve --port 8080 --listen 0.0.0.0 scan.h5",
      "  dosna serve --allow-origin https://neuroglancer-demo.appspot.com hdf5:/data#pool"
    })
final class Serve extends ChunkAction {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "where it listens (default: ${DEFAULT-VALUE}; 0 is any that is free)")
  private int port = 8080;

  @Option(
      names = "--listen",
      paramLabel = "HOST",
      description = "a name or address of this machine to which others may connect; 0.0.0.0 is all")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--allow-origin",
      paramLabel = "SITE",
      description = "a site whose pages may read the data as Zarr; may be repeated")
  private List<String> origins = new ArrayList<>();

  @Option(
      names = "--cache",
      paramLabel = "SIZE",
      description = "how much of decoded chunks is kept in memory (default: an eighth of the heap)")
  private String cache = (Runtime.getRuntime().maxMemory() >> 23) + "M";

  @Parameters(paramLabel = "ADDRESS", description = "a cluster, pool, group, dataset or file")
  private Address address;

  @Override
  public Integer call() {
    Access access =
        host.map(name -> Access.withToken(name, origins)).orElseGet(() -> Access.local(origins));
    try (Place place = read(cached());
        Explorer explorer = Explorer.start(shared(place), access, port)) {
      out().println(address + " is at " + explorer.url() + " until Ctrl+C");
      out().flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private Place shared(Place place) {
    if (!place.cluster().isShared()) {
      throw misuse(
          "The backend '"
              + address.backend()
              + "' keeps data as long as a program runs: there is nothing to show here; a program"
              + " shows its own by Explorer.start");
    }
    return place;
  }

  private Address cached() {
    Map<String, String> options = new LinkedHashMap<>(address.options());
    options.putIfAbsent("cache", cache);
    return new Address(
        address.backend(), address.cluster(), options, address.pool(), address.path());
  }
}
