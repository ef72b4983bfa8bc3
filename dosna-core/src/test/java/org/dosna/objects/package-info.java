/**
 * A backend over a plain object store: what DosNa supplies for it by default, down to the bytes of
 * its chunks, has to be right.
 */
package org.dosna.objects;
