function (doc) {
  if (doc.java_type !== 'org.taktik.icure.entities.User') {
    return;
  }
  var folds = FOLDS; // of letters beyond ASCII, as the library folds them

  // Hex digits of UTF-8: sorted alike by every collation. Nothing for what is not well-formed.
  function hex(text) {
    var encoded;
    try {
      encoded = encodeURIComponent(text);
    } catch (malformed) {
      return '';
    }
    var digits = '';
    for (var i = 0; i < encoded.length; i++) {
      if (encoded.charAt(i) === '%') {
        digits += encoded.substr(i + 1, 2).toLowerCase();
        i += 2;
      } else {
        digits += encoded.charCodeAt(i).toString(16);
      }
    }
    return digits;
  }

  // The words of a text between blanks, in their folded form; nothing when only Java can fold it.
  function fold(text) {
    var isAscii = /^[\x00-\x7e]*$/.test(text);
    var numbers = '';
    if (/[0-9]/.test(text)) {
      if (!/^[\x20-\x7e]*$/.test(text)) {
        return null;
      }
      // What may be a phone is found by each of its readings; the library judges which one is right.
      var phone = text.replace(/^ *(tel:)?/i, '');
      if (phone.replace(/[^0-9]/g, '').length >= 6 && /^[0-9 +\-.\/()]*$/.test(phone)) {
        var readings = [phone, phone.replace(/\( *0 *\)/, '')];
        for (var r = 0; r < readings.length; r++) {
          var digits = readings[r].replace(/[^0-9]/g, '');
          numbers += digits + ' ' + digits.replace(/^00/, '') + ' ';
        }
      }
    }
    if (isAscii) {
      return numbers + text.toLowerCase().replace(/[^a-z0-9]/g, ' ');
    }
    var folded = '';
    for (var i = 0; i < text.length; i++) {
      var unit = text.charAt(i);
      if (unit <= '\x7e') {
        folded += /[a-zA-Z0-9]/.test(unit) ? unit.toLowerCase() : ' ';
      } else if (typeof folds[unit] === 'string') {
        folded += folds[unit];
      } else {
        return null;
      }
    }
    return /[0-9]/.test(folded) ? null : folded; // digits may make a phone of it
  }

  var id = hex(doc._id);
  var seen = {};
  function exactly(kind, text) {
    if (typeof text === 'string') {
      once(kind + hex(text).substr(0, CUT) + 'z' + id);
    }
  }
  function once(key) {
    if (!seen[key]) {
      seen[key] = true;
      emit(key, null);
    }
  }

  if (!doc['keyholder-own']) {
    once('k'); // another writer may have dropped or changed what the library still knows
  }
  var texts = [doc.name, doc.login, doc.email, doc.mobilePhone];
  for (var t = 0; t < texts.length; t++) {
    if (typeof texts[t] !== 'string') {
      continue;
    }
    var folded = fold(texts[t]);
    if (folded === null) {
      once('j'); // folded in Java only
      continue;
    }
    var words = folded.split(' ');
    for (var w = 0; w < words.length; w++) {
      if (words[w]) {
        once('w' + hex(words[w]).substr(0, CUT));
      }
    }
  }
  exactly('o', doc.healthcarePartyId);
  exactly('o', doc.patientId);
  exactly('o', doc.deviceId);
  exactly('g', doc.groupId);
  if (!doc.deleted) {
    exactly('s', doc.status);
  }
  var identifiers = Array.isArray(doc.identifier) ? doc.identifier : [];
  for (var n = 0; n < identifiers.length; n++) {
    exactly('i', identifiers[n] && identifiers[n].value);
  }
}
