function (doc) {
  if (doc.java_type !== 'org.taktik.icure.entities.User') {
    return;
  }
  EMIT_ID
}
