/**
 * Files of arrays as a cluster that is only read, so that what works on datasets works on files.
 */
package org.dosna.examples.files;
