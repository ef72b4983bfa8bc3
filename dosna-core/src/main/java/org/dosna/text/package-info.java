/**
 * What people read: arrays as numpy prints them, the wording of messages, the rule for names, a
 * dataset's description as a line. Knows {@code element}, and dtypes and errors of {@code
 * org.dosna}. Internal: not exported by the module.
 */
package org.dosna.text;
