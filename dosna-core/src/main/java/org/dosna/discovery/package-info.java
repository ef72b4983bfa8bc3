/**
 * Finds backends and engines through {@link java.util.ServiceLoader}, and says what to do when one
 * is missing. Knows {@code spi} and what lies below; of handles only the cluster that the engine
 * {@code cpu} hands on. Internal: not exported by the module.
 */
package org.dosna.discovery;
