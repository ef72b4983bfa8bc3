package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void namesThingsInStores() {
    assertEquals(
        new Address("hdf5", "/data", Map.of(), "pool", "entry/scan"),
        Address.parse("hdf5:/data#pool/entry/scan"));
    assertEquals(
        new Address("ceph", "/etc/ceph.conf", Map.of("client_id", "beam"), "pool", "scan"),
        Address.parse("ceph:/etc/ceph.conf?client_id=beam#pool/scan"));
    assertEquals(new Address("ram", "dosna", Map.of(), "", ""), Address.parse("ram:dosna"));
    assertEquals(Address.parse("hdf5:/data#pool/entry"), Address.parse("hdf5:/data#pool/entry/"));
    assertEquals(Address.parse("hdf5:/data#pool"), Address.parse("hdf5:/data#pool/"));
  }

  @Test
  void percentSignsStandForBytes() {
    Address address = Address.parse("hdf5:/a%23b%3Fc%25?x%3D=1%262#p %C3%A4/50%25 #+ü");
    assertEquals("/a#b?c%", address.cluster());
    assertEquals(Map.of("x=", "1&2"), address.options());
    assertEquals("p ä", address.pool());
    assertEquals("50% #+ü", address.path());
  }

  @Test
  void anythingElseIsAFile() {
    assertEquals(Path.of("my scan.npy"), Address.parse("my scan.npy").file());
    Address inside = Address.parse("/data/50%25.h5:/entry/data");
    assertTrue(inside.isFile());
    assertEquals(Path.of("/data/50%25.h5"), inside.file());
    assertEquals("entry/data", inside.path());
    assertTrue(Address.parse("./hdf5:/data").isFile());
    assertTrue(Address.parse("C:/data/x.h5").isFile());
    assertFalse(Address.parse("tape:/data").isFile());
  }

  @Test
  void itsTextIsReadAgain() {
    for (String text :
        List.of(
            "hdf5:/data#pool/entry/scan",
            "hdf5:/a%23b%3Fc%25?x%3D=1%262#p ä/50%25 #x",
            "ceph:ceph.conf?client_id=beam&timeout=5",
            "scan.h5:/entry/data",
            "/data/scan.npy")) {
      assertEquals(text, Address.parse(text).toString());
    }
  }

  @Test
  void saysHowOneIsWritten() {
    for (String text :
        List.of("hdf5:", "hdf5:#pool", "hdf5:/data#", "hdf5:/data#/scan", "hdf5:/d?x#p", "", "/")) {
      String message = assertThrows(DosnaException.class, () -> Address.parse(text)).getMessage();
      assertTrue(message.contains("an address is BACKEND:CLUSTER"), message);
    }
    for (String text : List.of("hdf5:/50%", "hdf5:/50%2", "hdf5:/50%zz", "hdf5:/%FF")) {
      String message = assertThrows(DosnaException.class, () -> Address.parse(text)).getMessage();
      assertTrue(message.startsWith("'" + text + "': "), message);
    }
    assertThrows(DosnaException.class, () -> Address.parse("hdf5:/d?a=1&a=2"));
  }
}
