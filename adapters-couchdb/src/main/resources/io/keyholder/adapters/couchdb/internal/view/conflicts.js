function (doc) {
  var isOurs = doc.java_type === 'org.taktik.icure.entities.User' || typeof doc.keyholder === 'string';
  if (!isOurs || !doc._conflicts) {
    return;
  }
  EMIT_ID
}
