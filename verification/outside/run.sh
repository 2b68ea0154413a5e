#!/usr/bin/env bash
# Builds and runs projects outside the reactor against the installed artifacts, as consumers do: without our parent, and
# without a repair of what we bring. Takes the Maven command; the artifacts must have been installed by it, and the bills of
# materials written to the modules' target directories. NEWER_JDK names the home of a newer JDK to run on, too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
maven=("${@:-mvn}")
javas=("")
[[ -z ${NEWER_JDK:-} ]] || javas+=("$NEWER_JDK/bin/")

build() {
    "${maven[@]}" -q -B -ntp -f "$1/pom.xml" "${@:2}"
    "${maven[@]}" -q -B -ntp -f "$1/pom.xml" dependency:list -DincludeScope="$(scope_of "$1")" -DoutputFile=target/resolved.txt
}

scope_of() {
    [[ $1 == harness ]] && echo test || echo runtime
}

# The tests of the harness as a module among modules.
harness_as_modules() {
    local java=$1 target=harness/target
    rm -rf $target/module-tests
    "${java}javac" --release 17 -p "$target/classes:$target/lib" -d $target/module-tests \
        harness/src/test/module/module-info.java harness/src/test/java/org/example/filestore/tests/*.java
    "${java}java" -p "$target/classes:$target/module-tests:$target/lib" \
        --add-modules org.example.filestore.tests,org.junit.jupiter.engine,ALL-MODULE-PATH \
        -m org.junit.platform.console execute --details=summary --disable-banner \
        --select-class=org.example.filestore.tests.FileStorageTest \
        --select-class=org.example.filestore.tests.FileStorageProperties
}

# Class path by Maven on the JDK of the build, module path on the newest.
build harness clean install
harness_as_modules "${javas[-1]}"

build host clean package
for java in "${javas[@]}"; do
    "${java}java" -cp "host/target/classes:host/target/lib/*" org.example.practice.Practice
    "${java}java" -p "host/target/classes:host/target/lib" -m org.example.practice/org.example.practice.Practice
    "${java}java" -jar host/target/practice-with-everything.jar
done

build image clean process-classes
jlink -p "image/target/classes:image/target/lib" --add-modules org.example.image --strip-debug --ignore-signing-information --no-header-files --no-man-pages \
    --launcher practice=org.example.image/org.example.image.Image --output image/target/image
image/target/image/bin/practice

build boot clean package
for java in "${javas[@]}"; do
    "${java}java" -jar boot/target/boot-1.jar | tail -n 1
done

bill() {
    echo "+../../$1/target/bom.xml"
}
# Spring Boot chooses versions of its own, so its application is held against the list of bad ones only.
versions() {
    java Versions.java "$1" "$2" harness/target/resolved.txt \
        host/target/resolved.txt "$(bill embedded)" "$(bill adapters-couchdb)" "$(bill adapters-mail)" "$(bill adapters-phone)" \
        "$(bill adapters-qr)" \
        image/target/resolved.txt "$(bill application)" "$(bill adapters-crypto)" "$(bill documents)" \
        boot/target/resolved.txt "~../../spring-boot-starter/target/bom.xml"
}
versions known-bad.txt ../../docs/licences.md
# The check is one: it notices a list that names a version in use, a library that no bill has, and a licence that is not listed.
must_fail() {
    if "$@" >/dev/null 2>&1; then
        echo "not noticed by: $*" >&2
        exit 1
    fi
}
echo 'com.h2database:h2 < 99 planted' >boot/target/planted.txt
must_fail versions boot/target/planted.txt ../../docs/licences.md
must_fail versions known-bad.txt known-bad.txt
must_fail java Versions.java known-bad.txt ../../docs/licences.md host/target/resolved.txt "$(bill adapters-qr)"

# Each of our jars carries the licence.
for jar in host/target/lib/keyholder-*.jar; do
    (cd host/target && jar xf "../../$jar" META-INF/LICENSE META-INF/NOTICE) && cmp host/target/META-INF/LICENSE ../../LICENSE
    grep -q Keyholder host/target/META-INF/NOTICE && rm -r host/target/META-INF
done
