#!/bin/sh
# Installs Haversack for this user alone, with no administrator: below PREFIX, by default ~/.local. Libraries and settings lie elsewhere.
# With --move the files are not copied but moved.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
target=$prefix/opt/haversack
bring() { if [ "${1:-}" = --move ]; then mv "$here/opt/haversack" "$target.new"; else cp -RP "$here/opt/haversack" "$target.new"; fi; }

mkdir -p "$prefix/opt" "$prefix/bin" "$prefix/share"
trap 'rm -rf "$target.new"' EXIT
rm -rf "$target.new"
bring "$@"
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
entry=$prefix/share/applications/haversack.desktop
quoted=$(printf '%s' "$target/haversack-window" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')
sed -i '/^Exec=/d' "$entry"
printf 'Exec="%s" %%F\n' "$quoted" >>"$entry"
update-desktop-database -q "$prefix/share/applications" 2>/dev/null || true # where there is one, it knows the kinds of file at once
echo "Haversack is installed in $target. Start it from the menu, or as $prefix/bin/haversack-window."
echo "To remove it: sh \"$target/uninstall.sh\""
