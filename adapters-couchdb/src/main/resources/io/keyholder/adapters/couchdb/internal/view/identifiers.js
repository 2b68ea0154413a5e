function (doc) {
  if (doc.java_type !== 'org.taktik.icure.entities.User' || doc.deleted) {
    return;
  }
  var written = [doc.login, doc.email, doc.mobilePhone];
  for (var i = 0; i < written.length; i++) {
    var text = written[i];
    if (typeof text !== 'string') {
      continue;
    }
    if (!/^[\x20-\x7e]+$/.test(text) || /^ *(tel:|00)|\( *[0+]|@.*(xn--|\. *$)/i.test(text)) {
      emit(0, null); // folded in Java only
      continue;
    }
    var folded = text.toLowerCase().replace(/^ +| +$/g, '');
    var digits = folded.replace(/[^0-9]/g, '');
    if (digits.length >= 6 && /^\+?[0-9 \-.\/()]*$/.test(folded)) {
      folded = (folded.charAt(0) === '+' ? '+' : '') + digits;
    }
    emit(folded, null);
  }
}
