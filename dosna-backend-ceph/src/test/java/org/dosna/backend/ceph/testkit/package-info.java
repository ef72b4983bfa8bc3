/**
 * A Ceph cluster for tests and for trying things out: {@link
 * org.dosna.backend.ceph.testkit.MiniCeph} starts a monitor and storage daemons (OSDs) on this
 * machine, in one folder, as any user. Needs Ceph's programs: on Debian the packages ceph-mon,
 * ceph-osd and ceph-common.
 */
package org.dosna.backend.ceph.testkit;
