function (doc) {
  if (doc.keyholder === 'placeholder') {
    emit(doc._id, null);
  }
}
