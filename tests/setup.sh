#!/bin/sh
# Sees that the packages a task needs are there, and installs those that are not (Debian and its kin).
# usage: [BROWSER=1] [OFFICE=1] [PEERS=1] [OUT=out] setup.sh build|test|check|lint|accuracy|bench|fuzz|screenshots
# BROWSER=1: for test and bench also Chromium and what drives it, which look at the report; these go to $OUT/browser.
# OFFICE=1: for test and check also LibreOffice, which some tests hold their readings against.
# PEERS=1: for bench also the tools that it runs beside planrisk.
# Exit status: 0 all there; 2 something is missing and can't be installed here (the one command to run is printed).
set -u

# TASKS PACKAGE PROBE: what shows that the package is there: a command, a pkg-config name (pc:), a header
# (h:, for those that ship no .pc file), a file (f:), or what the compiler (link:) or clang (clang:) can link.
needs() {
    cat <<'TABLE'
build,test,check,lint,accuracy,bench,fuzz  gcc              cc
build,test,check,lint,accuracy,bench,fuzz  libc6-dev        h:stdio.h
build,test,check,lint,accuracy,bench,fuzz  make             make
build,test,check,lint,accuracy,bench,fuzz  pkg-config       pkg-config
build,test,check,lint,accuracy,bench,fuzz  libpcre2-dev     pc:libpcre2-8
build,test,check,lint,accuracy,bench,fuzz  libxml2-dev      pc:libxml-2.0
build,test,check,lint,accuracy,bench,fuzz  libsqlite3-dev   pc:sqlite3
build,test,check,lint,accuracy,bench,fuzz  libzip-dev       pc:libzip
build,test,check,lint,accuracy,bench,fuzz  libyaml-dev      pc:yaml-0.1
build,test,check,lint,accuracy,bench,fuzz  libjansson-dev   pc:jansson
build,test,check,lint,accuracy,bench,fuzz  nettle-dev       pc:nettle
build,test,check,lint,accuracy,bench,fuzz  libstemmer-dev   h:libstemmer.h
build,test,check,lint,accuracy,bench,fuzz  libxlsxwriter-dev pc:xlsxwriter
test,check,lint                            libcmocka-dev    pc:cmocka
test,check                                 sqlite3          sqlite3
test,check,bench                           zip              zip
test,check,bench                           unzip            unzip
check                                      valgrind         valgrind
check                                      gcc              link:-fsanitize=address,undefined
lint                                       clang-tidy       clang-tidy
lint                                       clang-format     clang-format
lint                                       cppcheck         cppcheck
lint                                       shellcheck       shellcheck
accuracy                                   python3          python3
office                                     python3-jsonschema        f:/usr/lib/python3/dist-packages/jsonschema/__init__.py
browser                                    chromium         chromium
browser                                    nodejs           node
browser                                    npm              npm
office                                     libreoffice-writer-nogui  soffice
office                                     libreoffice-calc-nogui    f:/usr/lib/libreoffice/program/libsclo.so
bench                                      pcre2-utils      pcre2grep
bench                                      libxml2-utils    xmllint
peers                                      pandoc           pandoc
peers                                      docx2txt         docx2txt
peers                                      python3-docx     /usr/lib/python3/dist-packages/docx/__init__.py
peers                                      libreoffice-writer-nogui  soffice
peers                                      python3-sklearn  /usr/lib/python3/dist-packages/sklearn/__init__.py
fuzz                                       clang            clang
fuzz                                       libclang-rt-dev  clang:-fsanitize=fuzzer,address
TABLE
}

main() {
    task=$1
    packages=$(missing_packages "$task")
    # shellcheck disable=SC2086  # a list of words
    [ -z "$packages" ] || install_packages $packages
    packages=$(missing_packages "$task")
    if [ -z "$packages" ]; then
        ! wants_browser "$task" || install_browser_packages
        exit 0
    fi
    echo "planrisk: '$task' needs packages that are not here and could not be installed. As an administrator, run:" >&2
    echo "    $(install_command "$packages")" >&2
    exit 2
}

missing_packages() {
    wanted=$1
    case $1,${OFFICE:-0} in test,1 | check,1) wanted=$1,office ;; esac
    case $1,${PEERS:-0} in bench,1) wanted=$1,peers ;; esac
    case $1 in screenshots) wanted=build ;; esac
    wants_browser "$1" && wanted=$wanted,browser
    needs | while read -r tasks package probe; do
        is_one_of "$wanted" "$tasks" && ! is_there "$probe" && echo "$package"
    done | sort -u | tr '\n' ' ' | sed 's/ $//'
}

wants_browser() {
    case $1,${BROWSER:-0} in test,1 | bench,1 | screenshots,*) return 0 ;; *) return 1 ;; esac
}

# The driver and the accessibility rules, by exact version and without scripts of theirs being run.
install_browser_packages() {
    folder=${OUT:-out}/browser
    [ -f "$folder/node_modules/playwright-core/package.json" ] && [ -f "$folder/node_modules/axe-core/package.json" ] && return 0
    echo "planrisk: installing playwright-core and axe-core into $folder" >&2
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel error \
        playwright-core@1.65.1 axe-core@4.14.1 > /dev/null && return 0
    echo "planrisk: npm can't install playwright-core and axe-core into $folder" >&2
    exit 2
}

# is_one_of A,B C,D: have the two lists a member in common?
is_one_of() {
    for member in $(echo "$1" | tr , ' '); do
        case ",$2," in *",$member,"*) return 0 ;; esac
    done
    return 1
}

is_there() {
    case $1 in
    pc:*) pkg-config --exists "${1#pc:}" 2> /dev/null ;;
    clang:*) echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | clang "${1#clang:}" -x c - -o /dev/null > /dev/null 2>&1 ;;
    f:*) [ -e "${1#f:}" ] ;;
    h:*) echo "#include <${1#h:}>" | ${CC:-cc} -E -x c - > /dev/null 2>&1 ;;
    /*) [ -e "$1" ] ;;
    link:*) echo 'int main(void) { return 0; }' | ${CC:-cc} "${1#link:}" -x c - -o /dev/null > /dev/null 2>&1 ;;
    *) command -v "$1" > /dev/null 2>&1 ;;
    esac
}

install_packages() {
    command -v apt-get > /dev/null 2>&1 || return 0
    as_root="env"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null 2>&1 || return 0
        as_root="sudo env"
    fi
    echo "planrisk: installing $*" >&2
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" > /dev/null 2>&1 ||
        { $as_root apt-get update > /dev/null &&
            $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" > /dev/null; }
}

install_command() {
    if [ "$(id -u)" -eq 0 ]; then sudo=; else sudo="sudo "; fi
    if command -v apt-get > /dev/null 2>&1; then
        echo "${sudo}apt-get update && ${sudo}apt-get install -y $1"
    else
        echo "your system's installer for what Debian calls: $1"
    fi
}

[ $# -eq 1 ] || { echo "usage: setup.sh TASK" >&2; exit 2; }
main "$1"
