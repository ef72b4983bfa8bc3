/**
 * The contract that every backend keeps with every engine, as tests. A backend or an engine joins
 * with one small class:
 *
 * <pre>{@code
 * class FolderContractTest extends BackendContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected StoreFixture newStore() {
 *     return () -> Dosna.with("folder", "cpu").cluster(folder.toString());
 *   }
 * }
 * }</pre>
 *
 * <p>Start at {@link org.dosna.testkit.BackendContract}, which lists the themes; each theme is a
 * file. {@link org.dosna.testkit.StoreFixture} is what a backend supplies; {@link
 * org.dosna.testkit.RawStore} lets the tests look at what is stored past the code under test.
 * {@link org.dosna.testkit.ObjectStoreContract} is the contract of the store below a backend.
 */
package org.dosna.testkit;
