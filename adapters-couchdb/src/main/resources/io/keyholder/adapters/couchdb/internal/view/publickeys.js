function (doc) {
  if (doc.keyholder === 'public-key' && typeof doc.publicKey === 'string') {
    emit(doc._id.slice(-64), null);
    emit(doc.publicKey.slice(-32), null);
    emit(doc.publicKey.slice(-32, -10), null);
  }
}
