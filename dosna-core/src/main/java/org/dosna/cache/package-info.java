/**
 * The chunk cache: decoded chunks in memory, and how steps that read are answered from it. A cached
 * chunk is shown only while the store's stamp of it is the one that it had when it was read, or
 * until the dataset is opened again. Internal: not exported by the module.
 */
package org.dosna.cache;
