/**
 * The lossless JSON form of a user document.
 *
 * <p>{@link io.keyholder.documents.UserDocuments} reads and writes one document,
 * {@link io.keyholder.documents.UserDocumentStream} reads any number of them. All three generations of iCure are read
 * (FORMATS), the current one is written, and what was read is written back as it stood but for what was changed in
 * between.
 *
 * <p>This library adds members of its own, which iCure ignores:
 *
 * <ul>
 *   <li>{@code validFrom} and {@code validUntil} of a permission item: epoch milliseconds; it counts in [from, until).
 *   <li>{@code scopes} of an authentication token: the names of the permission types it is restricted to.
 *   <li>{@code revoked} of an authentication token: since when it does not work any more, epoch milliseconds.
 *   <li>{@code expirationDate} of a user, which the current generation no longer has.
 * </ul>
 *
 * <p>A class name in a document ({@code java_type}, {@code $type}, {@code itemType}) is text to compare and never loads
 * a class. What cannot be understood fails closed: an unknown status admits no user, an unknown condition never grants
 * and never escapes a revoke, a damaged second factor is demanded and cannot be met, a damaged token does not work.
 */
@NullMarked
package io.keyholder.documents;

import org.jspecify.annotations.NullMarked;
