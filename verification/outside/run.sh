#!/usr/bin/env bash
# Builds and runs projects outside the reactor against the installed artifacts, as a consumer does: without our parent and without a BOM.
# Takes the Maven command; the artifacts must have been installed by it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
maven=("${@:-mvn}")

"${maven[@]}" -q -B -ntp -f couchdb-host/pom.xml clean package
classes=couchdb-host/target/classes
libraries=couchdb-host/target/lib
java -cp "$classes:$libraries/*" host.Host
java -p "$classes:$libraries" -m host/host.Host

"${maven[@]}" -B -ntp -f testkit-user/pom.xml clean test
