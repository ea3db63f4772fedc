#!/bin/sh
# Installs Haversack for this user alone, with no administrator: below PREFIX, by default ~/.local.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
target=$prefix/opt/haversack

mkdir -p "$prefix/opt" "$prefix/bin" "$prefix/share"
rm -rf "$target.new"
cp -RP "$here/opt/haversack" "$target.new"
cp "$here/uninstall.sh" "$target.new/uninstall.sh"
rm -rf "$target"
mv "$target.new" "$target"
for program in haversack haversack-window; do
    ln -sf "$target/$program" "$prefix/bin/$program"
done
(cd "$here/usr/share" && find applications icons man metainfo -type f) | while read -r file; do
    mkdir -p "$prefix/share/$(dirname "$file")"
    cp "$here/usr/share/$file" "$prefix/share/$file"
done
sed -i "s|^Exec=haversack-window|Exec=$target/haversack-window|" "$prefix/share/applications/haversack.desktop"
echo "Haversack is installed in $target. Start it from the menu, or as $prefix/bin/haversack-window."
echo "To remove it: sh $target/uninstall.sh"
