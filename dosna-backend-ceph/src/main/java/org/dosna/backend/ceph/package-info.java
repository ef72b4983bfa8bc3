/** The {@code ceph} backend keeps each chunk in a RADOS object of a Ceph cluster. */
package org.dosna.backend.ceph;
