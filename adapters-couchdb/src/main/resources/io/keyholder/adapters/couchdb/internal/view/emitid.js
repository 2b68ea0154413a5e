  // The id as hex digits of its UTF-8: sorted alike by every collation.
  var encoded = encodeURIComponent(doc._id);
  var hex = '';
  for (var i = 0; i < encoded.length; i++) {
    if (encoded.charAt(i) === '%') {
      hex += encoded.substr(i + 1, 2).toLowerCase();
      i += 2;
    } else {
      hex += encoded.charCodeAt(i).toString(16);
    }
  }
  emit(hex, null);
