// Reads {"views": {name: {"map": source}}, "documents": [...]} and writes {name: [[key, ...] for each document]}. The map functions run in a
// realm of their own and the documents come from this one, as in CouchDB.
const vm = require('vm');

const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const output = {};
for (const [name, view] of Object.entries(input.views)) {
  let keys = [];
  const realm = vm.createContext({ emit: (key) => keys.push(String(key)) });
  const map = vm.runInContext('(' + view.map + ')', realm);
  output[name] = input.documents.map((document) => {
    keys = [];
    map(document);
    return keys;
  });
}
process.stdout.write(JSON.stringify(output));
