#!/bin/sh
# Removes what install.sh installed, and the folders that are empty then. Libraries and settings stay.
set -eu
target=$(cd "$(dirname "$0")" && pwd)
prefix=${target%/opt/haversack}
share=$prefix/share

rm -f "$prefix/bin/haversack" "$prefix/bin/haversack-window"
rm -f "$share/applications/haversack.desktop" "$share/icons/hicolor/scalable/apps/haversack.svg"
rm -f "$share/man/man1/haversack.1.gz" "$share/metainfo/org.haversack.Haversack.metainfo.xml"
rm -rf "$target"
update-desktop-database -q "$share/applications" 2>/dev/null || true
if ! ls "$share/applications"/*.desktop >/dev/null 2>&1; then rm -f "$share/applications/mimeinfo.cache"; fi
for folder in applications icons/hicolor/scalable/apps icons/hicolor/scalable icons/hicolor icons man/man1 man metainfo; do
    rmdir "$share/$folder" 2>/dev/null || true
done
rmdir "$share" "$prefix/bin" "$prefix/opt" 2>/dev/null || true
echo "Haversack is removed. Your libraries are where they were."
