/**
 * The smallest backend that there can be: nothing but the methods that every backend must supply,
 * over maps, without a lock. What DosNa does for it by default has to be right.
 */
package org.dosna.minimal;
