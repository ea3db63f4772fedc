#!/bin/sh
# Haversack @VERSION@: sh THIS_FILE installs it for this user, sh THIS_FILE --extract FOLDER only unpacks it.
set -eu
case "${1:-}" in
    --extract) folder=$2 && mkdir -p "$folder" ;;
    "") folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT ;;
    *) echo "usage: sh $0 [--extract FOLDER]" >&2 && exit 2 ;;
esac
expected=@SHA256@
found=$(tail -n +@LINES@ "$0" | sha256sum | cut -d' ' -f1)
[ "$found" = "$expected" ] || { echo "This file is damaged: copy it again." >&2 && exit 1; }
tail -n +@LINES@ "$0" | gzip -dc | tar -xf - -C "$folder" --strip-components=1
[ "${1:-}" = --extract ] || sh "$folder/install.sh"
exit 0
