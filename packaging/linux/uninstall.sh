#!/bin/sh
# Removes what install.sh installed. Libraries and settings stay.
set -eu
target=$(cd "$(dirname "$0")" && pwd)
prefix=${target%/opt/haversack}

rm -f "$prefix/bin/haversack" "$prefix/bin/haversack-window"
rm -f "$prefix/share/applications/haversack.desktop" "$prefix/share/icons/hicolor/scalable/apps/haversack.svg"
rm -f "$prefix/share/man/man1/haversack.1.gz" "$prefix/share/metainfo/org.haversack.Haversack.metainfo.xml"
rm -rf "$target"
echo "Haversack is removed. Your libraries are where they were."
