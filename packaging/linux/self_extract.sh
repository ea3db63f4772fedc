#!/bin/sh
# Haversack @VERSION@: sh THIS_FILE installs it for this user, sh THIS_FILE --extract FOLDER only unpacks it.
# It goes below PREFIX, by default ~/.local, and is unpacked there: /tmp may be small.
set -eu
fail() { echo "$1" >&2 && exit 1; }
case "${1:-}" in
    --extract) folder=$2 ;;
    "") folder=${PREFIX:-$HOME/.local}/opt/haversack.unpacked ;;
    *) echo "usage: sh $0 [--extract FOLDER]" >&2 && exit 2 ;;
esac
expected=@SHA256@
found=$(tail -n +@LINES@ "$0" | sha256sum | cut -d' ' -f1)
[ "$found" = "$expected" ] || fail "This file is damaged: copy it again."
place=$folder
while [ ! -d "$place" ]; do place=$(dirname "$place"); done
room=$(df -Pk "$place" | awk 'NR == 2 { print $4 }')
[ "$room" -ge @KILOBYTES@ ] || fail "There is too little room in $place: @MEGABYTES@ MB are needed, $((room / 1024)) MB are free. Nothing was installed."
[ "${1:-}" = --extract ] || trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
tail -n +@LINES@ "$0" | gzip -dc | tar -xf - -C "$folder" --strip-components=1 || fail "The files could not be unpacked into $folder. Nothing was installed."
[ "${1:-}" = --extract ] || sh "$folder/install.sh" --move
exit 0
