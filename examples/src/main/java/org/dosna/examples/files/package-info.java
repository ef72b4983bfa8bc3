/**
 * Files of arrays as a cluster that is only read, so that what works on datasets works on files;
 * many files as one array; and files that are written. TIFF is read by TwelveMonkeys, a band at a
 * time.
 */
package org.dosna.examples.files;
