// Runs PouchDB Server until the process that started it is gone and with it the other end of standard input.
process.stdin.on('end', function () { process.exit(0); }).resume();
require('./node_modules/pouchdb-server/bin/pouchdb-server');
