/** An engine of one's own, complete in {@link org.dosna.examples.logengine.LogEngine}. */
package org.dosna.examples.logengine;
